package main

import (
	"context"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
	"github.com/open-policy-agent/opa/v1/util"
)

type compileRequest struct {
	policySet
	// Slash-separated paths below `data`: `main/findings`.
	Entrypoints []string `json:"entrypoints"`
}

type compileResult struct {
	Wasm     []byte        `json:"wasm"`
	Packages []packageInfo `json:"packages"`
}

// compilePolicies checks strictly and against the schema first, because OPA's own build does neither.
func compilePolicies(request compileRequest) (any, []problem) {
	capabilities := allowed(request.Builtins)
	compiler, modules, problems := checked(request.policySet, capabilities)
	if len(problems) > 0 {
		return nil, problems
	}
	packages := describePackages(compiler)
	built := bundleOf(modules)
	build := compile.New().
		WithTarget(compile.TargetWasm).
		WithRegoVersion(ast.RegoV1).
		WithCapabilities(capabilities).
		WithEntrypoints(request.Entrypoints...).
		WithPruneUnused(true).
		WithBundle(built)
	if err := build.Build(context.Background()); err != nil {
		return nil, problemsOf(err)
	}
	return compileResult{Wasm: build.Bundle().WasmModules[0].Raw, Packages: packages}, nil
}

func bundleOf(modules map[string]*ast.Module) *bundle.Bundle {
	built := &bundle.Bundle{Data: map[string]any{}}
	built.SetRegoVersion(ast.RegoV1)
	built.Manifest.Init()
	for _, file := range util.KeysSorted(modules) {
		built.Modules = append(built.Modules, bundle.ModuleFile{
			URL:    file,
			Path:   file,
			Parsed: modules[file],
			// The build formats every source for a bundle nobody writes; a short one costs nothing.
			Raw: []byte("package unused\n"),
		})
	}
	return built
}
