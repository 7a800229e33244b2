import type { SourceFile } from '../../model/source.ts'

/**
 * The templates that need no other file to be read and are named by none, so that each may be read by itself. It is told
 * from their texts alone, and in doubt they are taken to belong together.
 */
export function standAlone(templates: readonly SourceFile[]): readonly SourceFile[] {
  const referring = templates.filter(refersToFiles)
  const named = new Set(referring.flatMap(({ text }) => text.match(fileName) ?? []))
  return templates.filter((file) => !refersToFiles(file) && !named.has(baseName(file.path)))
}

const fileName = /[^\s/\\"'`,{}[\]()]+\.(?:ya?ml|json|template|cfn|cform|cft)\b/gi

/** Nested templates, included files, documents of APIs and state machines; a CDK app's templates have a manifest. */
function refersToFiles({ path, text }: SourceFile): boolean {
  return (
    path.endsWith('.template.json') ||
    /TemplateURL|TemplateBody|AWS::Include|AWS::Serverless::Application|DefinitionUri|aws:asset:property/.test(text)
  )
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
