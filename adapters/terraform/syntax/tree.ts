import type { Span } from '../../../model/source.ts'

/** The content of a file or of a block: attributes by name, nested blocks in order. */
export interface Body {
  readonly attributes: ReadonlyMap<string, Attribute>
  readonly blocks: readonly Block[]
  /** Where something in it could not be read: what is absent may stand there. */
  readonly skipped?: Span
}

export interface Attribute {
  readonly name: string
  readonly nameSpan: Span
  readonly expression: Expression
}

export interface Block {
  readonly type: string
  readonly labels: readonly string[]
  /** From the type to the last label. */
  readonly header: Span
  readonly span: Span
  readonly body: Body
}

export type Expression =
  | Literal
  | Template
  | { readonly type: 'tuple'; readonly items: readonly Expression[]; readonly span: Span }
  | { readonly type: 'object'; readonly items: readonly ObjectItem[]; readonly span: Span }
  | { readonly type: 'variable'; readonly name: string; readonly span: Span }
  | Access
  | Index
  | Splat
  | Call
  | Unary
  | Binary
  | Conditional
  | For
  | Invalid

export interface Literal {
  readonly type: 'literal'
  readonly value: string | number | boolean | null
  /** A number as it is written, where a double does not hold it in full. */
  readonly digits?: string
  readonly span: Span
}

export interface Template {
  readonly type: 'template'
  readonly parts: readonly TemplatePart[]
  readonly heredoc: boolean
  readonly span: Span
}

export type TemplatePart =
  | TemplateText
  | { readonly type: 'interpolation'; readonly expression: Expression; readonly span: Span }
  | {
      readonly type: 'if'
      readonly condition: Expression
      readonly then: readonly TemplatePart[]
      readonly otherwise: readonly TemplatePart[]
      readonly span: Span
    }
  | {
      readonly type: 'for'
      readonly key: string | null
      readonly name: string
      readonly of: Expression
      readonly body: readonly TemplatePart[]
      readonly span: Span
    }

export interface TemplateText {
  readonly type: 'text'
  readonly text: string
  readonly span: Span
  /** Each character of the text is one character of the file, from the start of the span: nothing is escaped. */
  readonly exact: boolean
}

export interface ObjectItem {
  readonly key: Expression
  readonly value: Expression
}

export interface Access {
  readonly type: 'access'
  readonly of: Expression
  readonly name: string
  readonly nameSpan: Span
  readonly span: Span
}

export interface Index {
  readonly type: 'index'
  readonly of: Expression
  readonly key: Expression
  readonly span: Span
}

export interface Splat {
  readonly type: 'splat'
  readonly of: Expression
  readonly steps: readonly Step[]
  readonly span: Span
}

export type Step =
  | { readonly type: 'access'; readonly name: string; readonly nameSpan: Span; readonly span: Span }
  | { readonly type: 'index'; readonly key: Expression; readonly span: Span }
  | { readonly type: 'splat'; readonly steps: readonly Step[]; readonly span: Span }

export interface Call {
  readonly type: 'call'
  readonly name: string
  readonly nameSpan: Span
  readonly args: readonly Expression[]
  /** The last argument is a list whose elements are arguments: `max(x...)`. */
  readonly spread: boolean
  readonly span: Span
}

export interface Unary {
  readonly type: 'unary'
  readonly operator: '-' | '!'
  readonly of: Expression
  readonly span: Span
}

export interface Binary {
  readonly type: 'binary'
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
  readonly span: Span
}

export type BinaryOperator = '*' | '/' | '%' | '+' | '-' | '>' | '>=' | '<' | '<=' | '==' | '!=' | '&&' | '||'

export interface Conditional {
  readonly type: 'conditional'
  readonly condition: Expression
  /** The condition as it is written, for questions that stay open. */
  readonly text: string
  readonly then: Expression
  readonly otherwise: Expression
  readonly span: Span
}

export interface For {
  readonly type: 'for'
  readonly key: string | null
  readonly name: string
  readonly of: Expression
  /** Present where an object is made. */
  readonly keyOf: Expression | null
  readonly value: Expression
  readonly grouped: boolean
  readonly condition: Expression | null
  readonly span: Span
}

/** What could not be parsed; a diagnostic says so. */
export interface Invalid {
  readonly type: 'invalid'
  readonly span: Span
}
