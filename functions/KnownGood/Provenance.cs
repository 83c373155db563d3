using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood;

/// <summary>Who wrote an object's declared state last, and when: from its managed fields, else from its creation.</summary>
/// <param name="At">Null when the object says neither.</param>
/// <param name="By">The field manager; empty when it is not known.</param>
internal sealed record Provenance(DateTimeOffset? At, string By)
{
    private const string Own = "autocura";

    private static readonly string[] Controllers = ["kube-controller-manager", "kube-scheduler", "kubelet", "kube-apiserver", "kube-proxy"];

    /// <summary>True when people, or what works for them, did not do it: it follows from something else.</summary>
    public bool IsByTheSystem => By == Own || Controllers.Contains(By);

    /// <summary>Nobody and never, when it was before a time: who takes a field away may leave no trace, and then the trace that is there is of somebody else.</summary>
    public Provenance After(DateTimeOffset time) => At < time ? new Provenance(null, "") : this;

    /// <summary>The last write of anything but the status; of one of those fields ("spec.replicas": two levels count) when some are named.</summary>
    public static Provenance Of(JsonObject source, IEnumerable<string>? fields = null)
    {
        var writes = Writes(source).ToList();
        var sections = fields?.Select(Section).Distinct().ToList() ?? [];
        var written = writes.Where(write => sections.Exists(section => Touches(write.Fields, section))).ToList();
        return (written.Count > 0 ? written : writes).OrderByDescending(write => write.At).FirstOrDefault() is { } last
            ? new Provenance(last.At, last.By)
            : new Provenance(source.Time("metadata", "creationTimestamp"), "");
    }

    /// <summary>The last write by somebody who is not a part of the cluster; null when there is none.</summary>
    public static Provenance? ByPeople(JsonObject source) => Writes(source)
        .Select(write => new Provenance(write.At, write.By))
        .Where(write => !write.IsByTheSystem)
        .MaxBy(write => write.At);

    private static IEnumerable<Write> Writes(JsonObject source) => source.Items("metadata", "managedFields")
        .Where(entry => entry.Text("subresource") is not "status" && entry.At("fieldsV1") is JsonObject { Count: > 0 } fields && fields.Any(field => field.Key != "f:status"))
        .Select(entry => new Write(entry.Time("time"), entry.Text("manager") ?? "", (JsonObject)entry.At("fieldsV1")!));

    /// <summary>"spec.template.spec.x" → spec, template: the levels by which managed fields and paths can be told to be about the same.</summary>
    private static (string First, string Second) Section(string path)
    {
        var names = path.Split('.', '[');
        return (names[0], names.Length > 1 ? names[1].TrimEnd(']') : "");
    }

    private static bool Touches(JsonObject fields, (string First, string Second) section) => fields[$"f:{section.First}"] is JsonObject within
        && (within.Count == 0 || section.Second.Length == 0 || within.Any(field => field.Key == $"f:{section.Second}" || field.Key.StartsWith($"f:{section.Second}.")));

    private sealed record Write(DateTimeOffset? At, string By, JsonObject Fields);
}
