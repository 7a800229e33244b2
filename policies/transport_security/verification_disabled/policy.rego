# METADATA
# title: Certificate verification disabled through the environment
# description: |
#   Whoever sits between the function and the service it calls can read and change what they say to each other, and take
#   the password along. A variable of the environment switches the checks off for every connection of the process.
#   There is hardly a reason to waive this: a private authority can be trusted by name (NODE_EXTRA_CA_CERTS,
#   REQUESTS_CA_BUNDLE, sslrootcert).
# related_resources:
#   - https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue
#   - https://www.postgresql.org/docs/current/libpq-ssl.html
# custom:
#   severity: critical
#   kind: function
#   reads:
#     - environment/AZURE_CLI_DISABLE_CONNECTION_VERIFICATION/value
#     - environment/CONSUL_HTTP_SSL_VERIFY/value
#     - environment/CURL_CA_BUNDLE/value
#     - environment/GIT_SSL_NO_VERIFY/origin
#     - environment/JAVA_TOOL_OPTIONS/value
#     - environment/JDK_JAVA_OPTIONS/value
#     - environment/NODE_OPTIONS/value
#     - environment/NODE_TLS_REJECT_UNAUTHORIZED/value
#     - environment/NPM_CONFIG_STRICT_SSL/value
#     - environment/PERL_LWP_SSL_VERIFY_HOSTNAME/value
#     - environment/PGSSLMODE/value
#     - environment/PYTHONHTTPSVERIFY/value
#     - environment/REQUESTS_CA_BUNDLE/value
#     - environment/VAULT_SKIP_VERIFY/value
#     - environment/_JAVA_OPTIONS/value
#     - environment/npm_config_strict_ssl/value
#   fix: |
#     Remove the setting, or set it so that certificates are checked (`sslmode=verify-full`). For a certificate of a private
#     authority, package the authority's certificate and name it (`NODE_EXTRA_CA_CERTS`, `sslrootcert`).
package policies.transport_security.verification_disabled

import data.lib.path
import data.lib.result

deny contains result.at(fn, [path.of(["environment", name, "value"])], {"detail": detail}) if {
	some fn in input.functions
	some name, values in _switches
	value := fn.environment[name].value
	lower(value) in values
	detail := concat(" ", [name, _is(value)])
}

# Git looks only at whether it is set.
deny contains result.at(fn, ["environment/GIT_SSL_NO_VERIFY/origin"], {"detail": "GIT_SSL_NO_VERIFY is set"}) if {
	some fn in input.functions
	fn.environment.GIT_SSL_NO_VERIFY
}

deny contains result.at(fn, [path.of(["environment", name, "value"])], {"detail": detail}) if {
	some fn in input.functions
	some name, options in _options
	some option in split(replace(fn.environment[name].value, "\n", " "), " ")
	lower(option) in options
	detail := concat("", [name, " has ", option])
}

deny contains result.at(fn, [path.of(["environment", name, "tls_disabled"])], {"detail": detail}) if {
	some fn in input.functions
	some name, setting in fn.environment
	is_string(setting.tls_disabled)
	detail := concat("", [name, " has ", setting.tls_disabled])
}

# An address whose value is not known may hold such an option.
deny contains result.at(fn, [path.of(["environment", name, "tls_disabled"])], {"detail": concat(" ", [name, "may switch verification off"])}) if {
	some fn in input.functions
	some name, setting in fn.environment
	object.get(setting, "tls_disabled", "unknown") == "unknown"
	some word in split(lower(name), "_")
	word in {"conn", "connection", "connectionstring", "connstr", "dsn", "jdbc", "uri", "url"}
}

_is("") := "is empty"

_is(value) := concat(" ", ["is", value]) if value != ""

# Values, in lower case, that switch the checks off.
_switches := {
	"AZURE_CLI_DISABLE_CONNECTION_VERIFICATION": {"1", "true", "yes", "on"},
	"CONSUL_HTTP_SSL_VERIFY": {"0", "false"},
	"CURL_CA_BUNDLE": {""},
	"NODE_TLS_REJECT_UNAUTHORIZED": {"0"},
	"NPM_CONFIG_STRICT_SSL": {"false"},
	"PERL_LWP_SSL_VERIFY_HOSTNAME": {"0"},
	"PGSSLMODE": {"disable", "allow", "prefer"},
	"PYTHONHTTPSVERIFY": {"0"},
	"REQUESTS_CA_BUNDLE": {""},
	"VAULT_SKIP_VERIFY": {"1", "t", "true"},
	"npm_config_strict_ssl": {"false"},
}

# Options, in lower case, of variables that hold a command line.
_options := {
	"JAVA_TOOL_OPTIONS": _java_options,
	"JDK_JAVA_OPTIONS": _java_options,
	"NODE_OPTIONS": {"--tls-min-v1.0", "--tls-min-v1.1"},
	"_JAVA_OPTIONS": _java_options,
}

_java_options := {
	"-dcom.sun.jndi.ldap.object.disableendpointidentification",
	"-dcom.sun.jndi.ldap.object.disableendpointidentification=true",
	"-djdk.internal.httpclient.disablehostnameverification",
	"-djdk.internal.httpclient.disablehostnameverification=true",
	"-dmaven.wagon.http.ssl.insecure=true",
	"-dtrust_all_cert=true",
	"-dtrustall=true",
}
