using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Selectors;

/// <summary>A condition on the few fields of a kind that can be selected by: <c>status.phase=Running,spec.nodeName!=node-1</c>.</summary>
internal sealed class FieldSelector
{
    private static readonly Dictionary<string, string[]> Selectable = new()
    {
        ["pods"] = ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP", "status.nominatedNodeName"],
        ["events"] =
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
            "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
        ],
        ["nodes"] = ["spec.unschedulable"],
        ["namespaces"] = ["status.phase"],
        ["secrets"] = ["type"],
        ["services"] = ["spec.clusterIP", "spec.type"],
        ["replicasets.apps"] = ["status.replicas"],
        ["replicationcontrollers"] = ["status.replicas"],
        ["jobs.batch"] = ["status.successful"],
    };

    private readonly List<(string Field, bool IsEqual, string Value)> requirements;

    private FieldSelector(List<(string Field, bool IsEqual, string Value)> requirements) => this.requirements = requirements;

    public bool IsEmpty => requirements.Count == 0;

    public static FieldSelector Parse(string? text, ResourceType type)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new([]);
        }

        var requirements = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ParseRequirement).ToList();
        foreach (var (field, _, _) in requirements)
        {
            var known = field is "metadata.name" or "metadata.namespace" || type.SelectableFields.Contains(field)
                || Selectable.GetValueOrDefault(type.GroupResource, []).Contains(field);
            if (!known)
            {
                throw ApiStatusException.BadRequest($"Unable to find \"{type.ApiVersion}, Resource={type.Plural}\" that match label selector \"\", field selector \"{text}\": field label not supported: {field}");
            }
        }

        return new(requirements);
    }

    public bool Matches(JsonObject obj) => requirements.TrueForAll(requirement => (ValueOf(obj, requirement.Field) == requirement.Value) == requirement.IsEqual);

    private static (string Field, bool IsEqual, string Value) ParseRequirement(string text)
    {
        if (text.Split("!=", 2) is [var field, var value])
        {
            return (field, false, value);
        }

        return text.Replace("==", "=", StringComparison.Ordinal).Split('=', 2) is [var name, var wanted]
            ? (name, true, wanted)
            : throw ApiStatusException.BadRequest($"invalid selector: '{text}'; can't understand '{text}'");
    }

    private static string ValueOf(JsonObject obj, string field) => field switch
    {
        "source" => obj.Text("source", "component") ?? obj.Text("reportingComponent") ?? "",
        "status.successful" => obj.Number("status", "succeeded")?.ToString() ?? "0",
        "spec.unschedulable" or "spec.hostNetwork" => obj.At(field.Split('.'))?.ToJsonString() ?? "false",
        _ => obj.At(field.Split('.'))?.ToString() ?? "",
    };
}
