import { allow, type PolicyTemplates, template } from '../template.ts'

/** Source: AWS SAM developer guide, "Policy template list". */
export const compute: PolicyTemplates = {
  AMIDescribePolicy: template([allow('ec2', 'DescribeImages', '*')]),
  CloudFormationDescribeStacksPolicy: template([allow('cloudformation', 'DescribeStacks', 'cloudformation:@:stack/*')]),
  CostExplorerReadOnlyPolicy: template([
    allow(
      'ce',
      'GetCostAndUsage GetDimensionValues GetReservationCoverage GetReservationPurchaseRecommendation GetReservationUtilization GetTags',
      '*',
    ),
  ]),
  EC2CopyImagePolicy: template([allow('ec2', 'CopyImage', 'ec2:@:image/${imageId}')]),
  EC2DescribePolicy: template([allow('ec2', 'DescribeRegions DescribeInstances', '*')]),
  EKSDescribePolicy: template([allow('eks', 'DescribeCluster ListClusters', '*')]),
  EcsRunTaskPolicy: template([allow('ecs', 'RunTask', 'ecs:@:task-definition/${taskDefinition}')]),
  LambdaInvokePolicy: template([allow('lambda', 'InvokeFunction', 'lambda:@:function:${functionName}*')]),
  OrganizationsListAccountsPolicy: template([allow('organizations', 'ListAccounts', '*')]),
  ServerlessRepoReadWriteAccessPolicy: template([
    allow(
      'serverlessrepo',
      'CreateApplication CreateApplicationVersion UpdateApplication GetApplication ListApplications ListApplicationVersions ListApplicationDependencies',
      ['serverlessrepo:@:applications/*'],
    ),
  ]),
  VPCAccessPolicy: template([
    allow('ec2', 'CreateNetworkInterface DeleteNetworkInterface DescribeNetworkInterfaces DetachNetworkInterface', '*'),
  ]),
}
