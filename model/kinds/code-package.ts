import { flag, kind, linkedFrom, nullable, oneOf, text } from '../schema.ts'

export const codePackageKind = kind({
  name: 'code_package',
  collection: 'code_packages',
  description:
    'The code of functions as it is deployed. Functions that name the same archive, folder or image share it.',
  nameAttribute: 'location',
  attributes: {
    location: text('Where it lies: a file or folder, an object, an image; what holds it for inline code.', [
      'src/',
      's3://artifacts/orders.zip',
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:latest',
    ]),
    form: oneOf('What it is.', ['local', 'object', 'image', 'inline']),
    source: nullable(text('The folder or file that the archive is made of, where the files say so.', ['src/orders'])),
    version: nullable(text('The version of the object; null where the newest is meant.')),
    pinned: flag('It cannot change without a change here: inline, an object version, an image digest, a local file.'),
    functions: linkedFrom('The functions that run it.', 'function', 'code_package'),
  },
})
