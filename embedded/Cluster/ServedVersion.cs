using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster;

/// <summary>The Kubernetes version whose behaviour is simulated.</summary>
internal static class ServedVersion
{
    public const string GitVersion = "v1.32.4";

    public static JsonObject ToJson() => new()
    {
        ["major"] = "1",
        ["minor"] = "32",
        ["gitVersion"] = GitVersion,
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "2025-04-22T16:03:58Z",
        ["goVersion"] = "",
        ["compiler"] = "",
        ["platform"] = "linux/amd64",
    };
}
