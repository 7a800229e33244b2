package main

import (
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
)

type formatRequest struct {
	File   string `json:"file"`
	Source string `json:"source"`
}

type formatResult struct {
	Source string `json:"source"`
}

func formatSource(request formatRequest) (any, []problem) {
	if err := tooDeep(request.File, request.Source, ast.CapabilitiesForThisVersion()); err != nil {
		return nil, problemsOf(err)
	}
	formatted, err := format.SourceWithOpts(request.File, []byte(request.Source), format.Opts{
		RegoVersion:   ast.RegoV1,
		ParserOptions: &ast.ParserOptions{RegoVersion: ast.RegoV1},
	})
	if err != nil {
		return nil, problemsOf(err)
	}
	return formatResult{Source: string(formatted)}, nil
}
