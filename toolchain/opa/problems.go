package main

import (
	"errors"

	"github.com/open-policy-agent/opa/v1/ast"
)

// problem is one error in the user's Rego. Line and column count from 1; they are absent where it lies in no file.
type problem struct {
	Code    string   `json:"code"`
	Message string   `json:"message"`
	File    *string  `json:"file"`
	Line    *int     `json:"line"`
	Column  *int     `json:"column"`
	Details []string `json:"details"`
}

func problemsOf(err error) []problem {
	var many ast.Errors
	if errors.As(err, &many) {
		many.Sort()
		found := make([]problem, 0, len(many))
		for _, one := range many {
			found = append(found, problemOf(one))
		}
		return found
	}
	var one *ast.Error
	if errors.As(err, &one) {
		return []problem{problemOf(one)}
	}
	return []problem{{Code: ast.CompileErr, Message: err.Error(), Details: []string{}}}
}

func problemOf(err *ast.Error) problem {
	found := problem{Code: err.Code, Message: err.Message, Details: []string{}}
	if err.Location != nil {
		found.File, found.Line, found.Column = &err.Location.File, &err.Location.Row, &err.Location.Col
	}
	if err.Details != nil {
		found.Details = err.Details.Lines()
	}
	return found
}
