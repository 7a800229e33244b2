package main

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

type policySet struct {
	Modules map[string]string `json:"modules"`
	// Names of the built-in functions that may be called; absent: all that need no network and no environment.
	Builtins *[]string `json:"builtins"`
	// Without OPA's strict mode: unused variables and imports are no errors.
	Lenient bool `json:"lenient"`
	// JSON Schema of `input`, held against every reference.
	InputSchema map[string]any `json:"inputSchema"`
}

// Beyond this many the rest is noise.
const errorLimit = 100

// parse reads all modules and gives the problems of all of them, not only of the first.
func parse(set policySet, capabilities *ast.Capabilities) (map[string]*ast.Module, []problem) {
	modules := map[string]*ast.Module{}
	var problems []problem
	for _, file := range util.KeysSorted(set.Modules) {
		module, err := parseModule(file, set.Modules[file], capabilities)
		if err != nil {
			problems = append(problems, problemsOf(err)...)
		} else {
			modules[file] = module
		}
	}
	return modules, problems
}

func parseModule(file, source string, capabilities *ast.Capabilities) (*ast.Module, error) {
	if err := tooDeep(file, source, capabilities); err != nil {
		return nil, err
	}
	return ast.ParseModuleWithOpts(file, source, ast.ParserOptions{
		Capabilities:      capabilities,
		ProcessAnnotation: true,
		RegoVersion:       ast.RegoV1,
	})
}

// OPA parses 50,000 levels of brackets, and then compiles and formats them in quadratic time. Nobody writes 200.
const deepestRecursion = 1_000

// tooDeep parses once more with a limit, where there are brackets enough to reach it.
func tooDeep(file, source string, capabilities *ast.Capabilities) error {
	brackets := strings.Count(source, "[") + strings.Count(source, "{") + strings.Count(source, "(")
	if brackets < deepestRecursion/4 {
		return nil
	}
	_, _, errs := ast.NewParser().
		WithFilename(file).
		WithReader(strings.NewReader(source)).
		WithRegoVersion(ast.RegoV1).
		WithCapabilities(capabilities).
		WithMaxRecursionDepth(deepestRecursion).
		Parse()
	if len(errs) > 0 {
		return errs
	}
	return nil
}

// checked parses and compiles: type errors, unsafe variables, recursion, in strict mode unused imports and variables.
func checked(set policySet, capabilities *ast.Capabilities) (*ast.Compiler, map[string]*ast.Module, []problem) {
	modules, problems := parse(set, capabilities)
	if len(problems) > 0 {
		return nil, nil, problems
	}
	compiler := ast.NewCompiler().
		WithCapabilities(capabilities).
		WithStrict(!set.Lenient).
		WithUseTypeCheckAnnotations(true).
		WithEnablePrintStatements(declares(capabilities, ast.Print.Name)).
		WithDefaultRegoVersion(ast.RegoV1).
		SetErrorLimit(errorLimit)
	if set.InputSchema != nil {
		setInputType(compiler, inputTypeOf(set.InputSchema))
	}
	compiler.Compile(modules)
	if compiler.Failed() {
		return nil, nil, problemsOf(compiler.Errors)
	}
	return compiler, modules, nil
}

func declares(capabilities *ast.Capabilities, name string) bool {
	return slices.ContainsFunc(capabilities.Builtins, func(builtin *ast.Builtin) bool { return builtin.Name == name })
}

func checkPolicies(set policySet) (any, []problem) {
	_, _, problems := checked(set, allowed(set.Builtins))
	return struct{}{}, problems
}
