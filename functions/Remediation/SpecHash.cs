using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.KnownGood;

namespace Autocura.Remediation;

/// <summary>
/// SHA-256 over an object's declared state, with sorted fields: everything but status, and of the metadata only the labels and annotations that are named. Of a
/// node the taints stay out by which the cluster itself says how it is: they come and go without anybody's intent. A workload's replicas stand behind the hash, as an
/// autoscaler may decide on them.
/// </summary>
internal static class SpecHash
{
    private const string OwnTaint = "node.kubernetes.io/";
    private const char ReplicasMark = '/';

    public static string Of(JsonObject target, IReadOnlyList<string>? metadata = null)
    {
        var replicas = Verbs.Workloads.Any(kind => kind.Kind == target.Text("kind")) ? target.Int("spec", "replicas") : null;
        return replicas is { } number ? $"{Digest(target, metadata)}{ReplicasMark}{number}" : Digest(target, metadata);
    }

    /// <summary>
    /// Whether an object is in the declared state of a hash. Replicas on which an autoscaler has decided since make no difference, unless they are what the step sets.
    /// </summary>
    public static bool Holds(JsonObject target, IReadOnlyList<string> metadata, string hash, bool setsReplicas)
    {
        var now = Of(target, metadata);
        return now == hash
            || (!setsReplicas && now.Contains(ReplicasMark) && now.Split(ReplicasMark)[0] == hash.Split(ReplicasMark)[0] && Provenance.Of(target, ["spec.replicas"]) is { IsByTheSystem: true, By: not KubernetesCluster.FieldManager });
    }

    private static string Digest(JsonObject target, IReadOnlyList<string>? metadata)
    {
        var declared = new StringBuilder();
        foreach (var (name, value) in target.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            if (name is not ("metadata" or "status"))
            {
                declared.Append(name).Append('=');
                Write(name == "spec" ? Meant(target.Text("kind"), value) : value, declared);
                declared.Append('\n');
            }
        }

        foreach (var field in (metadata ?? []).Order(StringComparer.Ordinal))
        {
            declared.Append("metadata/").Append(field).Append('=');
            Write(MetadataField.In(target, field), declared);
            declared.Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(declared.ToString())));
    }

    private static JsonNode? Meant(string? kind, JsonNode? spec)
    {
        var isWorkload = Verbs.Workloads.Any(workload => workload.Kind == kind);
        if (!isWorkload && kind != "Node")
        {
            return spec;
        }

        var declared = spec?.DeepClone() as JsonObject ?? [];
        if (isWorkload)
        {
            declared.Remove("replicas"); // it stands behind the hash
            return declared;
        }

        if (declared["taints"] is not JsonArray taints)
        {
            return declared;
        }

        declared.Remove("taints");
        var others = taints.OfType<JsonObject>().Where(taint => taint.Text("key")?.StartsWith(OwnTaint) != true).ToList();
        if (others.Count > 0)
        {
            declared["taints"] = new JsonArray([.. others.Select(taint => taint.DeepClone())]);
        }

        return declared;
    }

    private static void Write(JsonNode? node, StringBuilder into)
    {
        switch (node)
        {
            case JsonObject fields:
                into.Append('{');
                foreach (var (name, value) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
                {
                    into.Append(JsonValue.Create(name).ToJsonString()).Append(':');
                    Write(value, into);
                    into.Append(',');
                }

                into.Append('}');
                break;
            case JsonArray items:
                into.Append('[');
                foreach (var item in items)
                {
                    Write(item, into);
                    into.Append(',');
                }

                into.Append(']');
                break;
            default:
                into.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }
}
