import { allow, allowOne, type PolicyTemplates, template } from '../template.ts'

/** Source: AWS SAM developer guide, "Policy template list". */
export const storage: PolicyTemplates = {
  AthenaQueryPolicy: template(
    [
      allow(
        'athena',
        'ListWorkGroups GetExecutionEngine GetExecutionEngines GetNamespace GetCatalogs GetNamespaces GetTables GetTable',
        '*',
      ),
      allow(
        'athena',
        'StartQueryExecution GetQueryResults DeleteNamedQuery GetNamedQuery ListQueryExecutions StopQueryExecution GetQueryResultsStream ListNamedQueries CreateNamedQuery GetQueryExecution BatchGetNamedQuery BatchGetQueryExecution GetWorkGroup',
        'athena:@:workgroup/${workgroupName}',
      ),
    ],
    { workgroupName: 'WorkGroupName' },
  ),
  DynamoDBBackupFullAccessPolicy: template([
    allow('dynamodb', 'CreateBackup DescribeContinuousBackups', 'dynamodb:@:table/${tableName}'),
    allow('dynamodb', 'DeleteBackup DescribeBackup ListBackups', 'dynamodb:@:table/${tableName}/backup/*'),
  ]),
  DynamoDBCrudPolicy: template([
    allow(
      'dynamodb',
      'GetItem DeleteItem PutItem Scan Query UpdateItem BatchWriteItem BatchGetItem DescribeTable ConditionCheckItem',
      ['dynamodb:@:table/${tableName}', 'dynamodb:@:table/${tableName}/index/*'],
    ),
  ]),
  DynamoDBReadPolicy: template([
    allow('dynamodb', 'GetItem Scan Query BatchGetItem DescribeTable', [
      'dynamodb:@:table/${tableName}',
      'dynamodb:@:table/${tableName}/index/*',
    ]),
  ]),
  DynamoDBReconfigurePolicy: template([allow('dynamodb', 'UpdateTable', 'dynamodb:@:table/${tableName}')]),
  DynamoDBRestoreFromBackupPolicy: template([
    allow('dynamodb', 'RestoreTableFromBackup', 'dynamodb:@:table/${tableName}/backup/*'),
    allow(
      'dynamodb',
      'PutItem UpdateItem DeleteItem GetItem Query Scan BatchWriteItem',
      'dynamodb:@:table/${tableName}',
    ),
  ]),
  DynamoDBStreamReadPolicy: template([
    allow(
      'dynamodb',
      'DescribeStream GetRecords GetShardIterator',
      'dynamodb:@:table/${tableName}/stream/${streamName}',
    ),
    allow('dynamodb', 'ListStreams', 'dynamodb:@:table/${tableName}/stream/*'),
  ]),
  DynamoDBWritePolicy: template([
    allow('dynamodb', 'PutItem UpdateItem BatchWriteItem', [
      'dynamodb:@:table/${tableName}',
      'dynamodb:@:table/${tableName}/index/*',
    ]),
  ]),
  EFSWriteAccessPolicy: template([
    allow('elasticfilesystem', 'ClientMount ClientWrite', 'elasticfilesystem:@:file-system/${FileSystem}', {
      operator: 'StringEquals',
      key: 'elasticfilesystem:AccessPointArn',
      value: 'elasticfilesystem:@:access-point/${AccessPoint}',
    }),
  ]),
  ElasticMapReduceAddJobFlowStepsPolicy: template([
    allowOne('elasticmapreduce', 'AddJobFlowSteps', 'elasticmapreduce:@:cluster/${clusterId}'),
  ]),
  ElasticMapReduceCancelStepsPolicy: template([
    allowOne('elasticmapreduce', 'CancelSteps', 'elasticmapreduce:@:cluster/${clusterId}'),
  ]),
  ElasticMapReduceModifyInstanceFleetPolicy: template([
    allow('elasticmapreduce', 'ModifyInstanceFleet ListInstanceFleets', 'elasticmapreduce:@:cluster/${clusterId}'),
  ]),
  ElasticMapReduceModifyInstanceGroupsPolicy: template([
    allow('elasticmapreduce', 'ModifyInstanceGroups ListInstanceGroups', 'elasticmapreduce:@:cluster/${clusterId}'),
  ]),
  ElasticMapReduceSetTerminationProtectionPolicy: template([
    allowOne('elasticmapreduce', 'SetTerminationProtection', 'elasticmapreduce:@:cluster/${clusterId}'),
  ]),
  ElasticMapReduceTerminateJobFlowsPolicy: template([
    allowOne('elasticmapreduce', 'TerminateJobFlows', 'elasticmapreduce:@:cluster/${clusterId}'),
  ]),
  ElasticsearchHttpPostPolicy: template([allow('es', 'ESHttpPost ESHttpPut', 'es:@:domain/${domainName}/*')]),
  S3CrudPolicy: template([
    allow(
      's3',
      'GetObject ListBucket GetBucketLocation GetObjectVersion PutObject PutObjectAcl GetLifecycleConfiguration PutLifecycleConfiguration DeleteObject',
      ['s3:::${bucketName}', 's3:::${bucketName}/*'],
    ),
  ]),
  S3FullAccessPolicy: template([
    allow(
      's3',
      'GetObject GetObjectAcl GetObjectVersion PutObject PutObjectAcl DeleteObject DeleteObjectTagging DeleteObjectVersionTagging GetObjectTagging GetObjectVersionTagging PutObjectTagging PutObjectVersionTagging',
      ['s3:::${bucketName}/*'],
    ),
    allow('s3', 'ListBucket GetBucketLocation GetLifecycleConfiguration PutLifecycleConfiguration', [
      's3:::${bucketName}',
    ]),
  ]),
  S3ReadPolicy: template([
    allow('s3', 'GetObject ListBucket GetBucketLocation GetObjectVersion GetLifecycleConfiguration', [
      's3:::${bucketName}',
      's3:::${bucketName}/*',
    ]),
  ]),
  S3WritePolicy: template([
    allow('s3', 'PutObject PutObjectAcl PutLifecycleConfiguration', ['s3:::${bucketName}', 's3:::${bucketName}/*']),
  ]),
}
