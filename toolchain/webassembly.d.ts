/**
 * The part of the WebAssembly JavaScript interface that is used here. Neither the ES library nor @types/node declares
 * it, and the DOM library would bring the globals of a browser with it.
 */
declare namespace WebAssembly {
  type ExportValue = ((...args: never[]) => unknown) | Memory
  type Exports = Readonly<Record<string, ExportValue>>
  type ImportValue = ((...args: number[]) => unknown) | ((...args: never[]) => unknown) | Memory
  type Imports = Readonly<Record<string, Readonly<Record<string, ImportValue>>>>
  interface Descriptor {
    readonly module: string
    readonly name: string
    readonly kind: 'function' | 'table' | 'memory' | 'global'
  }

  class Module {
    constructor(bytes: ArrayBufferView | ArrayBuffer)
    static imports(module: Module): Descriptor[]
    static exports(module: Module): Omit<Descriptor, 'module'>[]
  }
  class Instance {
    constructor(module: Module, imports?: Imports)
    readonly exports: Exports
  }
  class Memory {
    constructor(limits: { readonly initial: number; readonly maximum?: number })
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  class RuntimeError extends Error {}
  class CompileError extends Error {}
  class LinkError extends Error {}

  function compile(bytes: ArrayBufferView | ArrayBuffer): Promise<Module>
  function instantiate(module: Module, imports?: Imports): Promise<Instance>
}
