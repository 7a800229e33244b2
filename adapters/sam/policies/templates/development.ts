import { allow, type PolicyTemplates, template } from '../template.ts'

/** Source: AWS SAM developer guide, "Policy template list". */
export const development: PolicyTemplates = {
  CodeCommitCrudPolicy: template([
    allow(
      'codecommit',
      'GitPull GitPush CreateBranch DeleteBranch GetBranch ListBranches MergeBranchesByFastForward MergeBranchesBySquash MergeBranchesByThreeWay UpdateDefaultBranch BatchDescribeMergeConflicts CreateUnreferencedMergeCommit DescribeMergeConflicts GetMergeCommit GetMergeOptions BatchGetPullRequests CreatePullRequest DescribePullRequestEvents GetCommentsForPullRequest GetCommitsFromMergeBase GetMergeConflicts GetPullRequest ListPullRequests MergePullRequestByFastForward MergePullRequestBySquash MergePullRequestByThreeWay PostCommentForPullRequest UpdatePullRequestDescription UpdatePullRequestStatus UpdatePullRequestTitle DeleteFile GetBlob GetFile GetFolder PutFile DeleteCommentContent GetComment GetCommentsForComparedCommit PostCommentForComparedCommit PostCommentReply UpdateComment BatchGetCommits CreateCommit GetCommit GetCommitHistory GetDifferences GetObjectIdentifier GetReferences GetTree GetRepository UpdateRepositoryDescription ListTagsForResource TagResource UntagResource GetRepositoryTriggers PutRepositoryTriggers TestRepositoryTriggers GetBranch GetCommit UploadArchive GetUploadArchiveStatus CancelUploadArchive',
      'codecommit:@:${repositoryName}',
    ),
  ]),
  CodeCommitReadPolicy: template([
    allow(
      'codecommit',
      'GitPull GetBranch ListBranches BatchDescribeMergeConflicts DescribeMergeConflicts GetMergeCommit GetMergeOptions BatchGetPullRequests DescribePullRequestEvents GetCommentsForPullRequest GetCommitsFromMergeBase GetMergeConflicts GetPullRequest ListPullRequests GetBlob GetFile GetFolder GetComment GetCommentsForComparedCommit BatchGetCommits GetCommit GetCommitHistory GetDifferences GetObjectIdentifier GetReferences GetTree GetRepository ListTagsForResource GetRepositoryTriggers TestRepositoryTriggers GetBranch GetCommit GetUploadArchiveStatus',
      'codecommit:@:${repositoryName}',
    ),
  ]),
  CodePipelineLambdaExecutionPolicy: template([allow('codepipeline', 'PutJobSuccessResult PutJobFailureResult', '*')]),
  CodePipelineReadOnlyPolicy: template(
    [allow('codepipeline', 'ListPipelineExecutions', 'codepipeline:@:${pipelinename}')],
    { pipelinename: 'PipelineName' },
  ),
}
