package main

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/version"
)

// Needed by the language itself and compiled away or native everywhere: never the caller's to leave out.
var syntax = []string{
	ast.Equality.Name, ast.Assign.Name, ast.RegoMetadataChain.Name, ast.RegoMetadataRule.Name,
}

// They reach for the network or the environment of the machine that compiles or tests.
var reachingOut = []string{ast.HTTPSend.Name, ast.NetLookupIPAddr.Name, ast.OPARuntime.Name}

// allowed gives the capabilities with only the named built-ins, and no host from which a schema may be fetched.
func allowed(names *[]string) *ast.Capabilities {
	capabilities := *ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(ast.RegoV1))
	capabilities.AllowNet = []string{}
	capabilities.WasmABIVersions = []ast.WasmABIVersion{{Version: 1, Minor: 1}, {Version: 1, Minor: 2}, {Version: 1, Minor: 3}}
	capabilities.Builtins = slices.DeleteFunc(slices.Clone(capabilities.Builtins), func(builtin *ast.Builtin) bool {
		if names == nil {
			return slices.Contains(reachingOut, builtin.Name)
		}
		return !slices.Contains(*names, builtin.Name) && !slices.Contains(syntax, builtin.Name)
	})
	return &capabilities
}

type capabilitiesRequest struct {
	Builtins *[]string `json:"builtins"`
}

type capabilitiesResult struct {
	OPA          string            `json:"opa"`
	Unknown      []string          `json:"unknown"`
	Capabilities *ast.Capabilities `json:"capabilities"`
}

// describeCapabilities gives OPA's capabilities file for the named built-ins, and which names OPA does not know.
func describeCapabilities(request capabilitiesRequest) (any, []problem) {
	unknown := []string{}
	if request.Builtins != nil {
		all := ast.CapabilitiesForThisVersion()
		for _, name := range *request.Builtins {
			if !declares(all, name) {
				unknown = append(unknown, name)
			}
		}
	}
	return capabilitiesResult{OPA: version.Version, Unknown: unknown, Capabilities: allowed(request.Builtins)}, nil
}
