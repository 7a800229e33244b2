import { allow, type PolicyTemplates, template } from '../template.ts'

/** Source: AWS SAM developer guide, "Policy template list". */
export const intelligence: PolicyTemplates = {
  ComprehendBasicAccessPolicy: template([
    allow(
      'comprehend',
      'BatchDetectKeyPhrases DetectDominantLanguage DetectEntities BatchDetectEntities DetectKeyPhrases DetectSentiment BatchDetectDominantLanguage BatchDetectSentiment',
      '*',
    ),
  ]),
  PollyFullAccessPolicy: template([
    allow('polly', 'GetLexicon DeleteLexicon', ['polly:@:lexicon/${lexiconName}']),
    allow('polly', 'DescribeVoices ListLexicons PutLexicon SynthesizeSpeech', ['polly:@:lexicon/*']),
  ]),
  RekognitionDetectOnlyPolicy: template([
    allow('rekognition', 'DetectFaces DetectLabels DetectModerationLabels DetectText', '*'),
  ]),
  RekognitionFacesManagementPolicy: template([
    allow(
      'rekognition',
      'IndexFaces DeleteFaces SearchFaces SearchFacesByImage ListFaces',
      'rekognition:@:collection/${collectionId}',
    ),
  ]),
  RekognitionFacesPolicy: template([allow('rekognition', 'CompareFaces DetectFaces', '*')]),
  RekognitionLabelsPolicy: template([allow('rekognition', 'DetectLabels DetectModerationLabels', '*')]),
  RekognitionNoDataAccessPolicy: template([
    allow(
      'rekognition',
      'CompareFaces DetectFaces DetectLabels DetectModerationLabels',
      'rekognition:@:collection/${collectionId}',
    ),
  ]),
  RekognitionReadPolicy: template([
    allow(
      'rekognition',
      'ListCollections ListFaces SearchFaces SearchFacesByImage',
      'rekognition:@:collection/${collectionId}',
    ),
  ]),
  RekognitionWriteOnlyAccessPolicy: template([
    allow('rekognition', 'CreateCollection IndexFaces', 'rekognition:@:collection/${collectionId}'),
  ]),
  SageMakerCreateEndpointConfigPolicy: template([
    allow('sagemaker', 'CreateEndpointConfig', 'sagemaker:@:endpoint-config/${endpointConfigName}'),
  ]),
  SageMakerCreateEndpointPolicy: template([
    allow('sagemaker', 'CreateEndpoint', 'sagemaker:@:endpoint/${endpointName}'),
  ]),
  TextractDetectAnalyzePolicy: template([
    allow('textract', 'DetectDocumentText StartDocumentTextDetection StartDocumentAnalysis AnalyzeDocument', '*'),
  ]),
  TextractGetResultPolicy: template([allow('textract', 'GetDocumentTextDetection GetDocumentAnalysis', '*')]),
  TextractPolicy: template([allow('textract', '*', '*')]),
}
