import { allow, allowOne, type PolicyTemplates, template } from '../template.ts'

/** Source: AWS SAM developer guide, "Policy template list". */
export const security: PolicyTemplates = {
  AWSSecretsManagerGetSecretValuePolicy: template([allow('secretsmanager', 'GetSecretValue', '=${secretArn}')]),
  AWSSecretsManagerRotationPolicy: template([
    allow(
      'secretsmanager',
      'DescribeSecret GetSecretValue PutSecretValue UpdateSecretVersionStage',
      'secretsmanager:@:secret:*',
      {
        operator: 'StringEquals',
        key: 'secretsmanager:resource/AllowRotationLambdaArn',
        value: 'lambda:@:function:${functionName}',
      },
    ),
    allow('secretsmanager', 'GetRandomPassword', '*'),
  ]),
  AcmGetCertificatePolicy: template([allow('acm', 'GetCertificate', '=${certificateArn}')]),
  KMSDecryptPolicy: template([allowOne('kms', 'Decrypt', 'kms:@:key/${keyId}')]),
  KMSEncryptPolicy: template([allowOne('kms', 'Encrypt', 'kms:@:key/${keyId}')]),
  KMSEncryptPolicy_v2: template([
    allow(
      'kms',
      'Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext',
      'kms:@:key/${keyId}',
    ),
  ]),
  SSMParameterReadPolicy: template([
    allow('ssm', 'DescribeParameters', '*'),
    allow('ssm', 'GetParameters GetParameter GetParametersByPath', 'ssm:@:parameter/${parameterName}'),
  ]),
  SSMParameterWithSlashPrefixReadPolicy: template([
    allow('ssm', 'DescribeParameters', '*'),
    allow('ssm', 'GetParameters GetParameter GetParametersByPath', 'ssm:@:parameter${parameterName}'),
  ]),
}
