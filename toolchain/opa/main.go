//go:build wasip1

// Command portcullis/toolchain is the Open Policy Agent as a WebAssembly reactor: functions that take and give JSON
// through linear memory. The host calls alloc, writes a request, calls a function, reads the answer and releases it.
package main

import (
	"encoding/json"
	"runtime/debug"
	"unsafe"
)

// The linker wants it; a reactor never runs it.
func main() {}

// A runaway recursion must end as a Go error with a name, long before the memory of the host is gone.
const maxStack = 256 << 20

func init() {
	debug.SetMaxStack(maxStack)
}

// Buffers the host may read or write: held here so that the collector leaves them alone.
var buffers = map[uint32][]byte{}

//go:wasmexport alloc
func alloc(size uint32) uint32 {
	return pin(make([]byte, max(size, 1)))
}

//go:wasmexport release
func release(address uint32) {
	delete(buffers, address)
}

func pin(buffer []byte) uint32 {
	address := uint32(uintptr(unsafe.Pointer(unsafe.SliceData(buffer))))
	buffers[address] = buffer
	return address
}

//go:wasmexport compile
func exportCompile(address, size uint32) uint64 { return answer(address, size, compilePolicies) }

//go:wasmexport check
func exportCheck(address, size uint32) uint64 { return answer(address, size, checkPolicies) }

//go:wasmexport format
func exportFormat(address, size uint32) uint64 { return answer(address, size, formatSource) }

//go:wasmexport test
func exportTest(address, size uint32) uint64 { return answer(address, size, runTests) }

//go:wasmexport capabilities
func exportCapabilities(address, size uint32) uint64 {
	return answer(address, size, describeCapabilities)
}

type response struct {
	Result any       `json:"result,omitempty"`
	Errors []problem `json:"errors,omitempty"`
}

// answer decodes the request, calls the function and pins the encoded response: address in the upper half, size in the
// lower. A request that does not decode is a mistake of the host, so it panics and the instance is lost.
func answer[Request any](address, size uint32, function func(Request) (any, []problem)) uint64 {
	var request Request
	if err := json.Unmarshal(buffers[address][:size], &request); err != nil {
		panic("request: " + err.Error())
	}
	result, problems := function(request)
	encoded, err := json.Marshal(response{Result: result, Errors: problems})
	if err != nil {
		panic("response: " + err.Error())
	}
	return uint64(pin(encoded))<<32 | uint64(len(encoded))
}
