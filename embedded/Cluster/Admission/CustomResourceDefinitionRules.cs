using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>Rules for CustomResourceDefinitions, which are accepted and established as soon as they are written.</summary>
internal sealed class CustomResourceDefinitionRules(TimeProvider time) : KindRules
{
    /// <inheritdoc />
    public override void Default(JsonObject obj)
    {
        var names = obj.Ensure("spec", "names");
        var kind = names.Text("kind") ?? "";
        names["singular"] ??= kind.ToLowerInvariant();
        names["listKind"] ??= $"{kind}List";
        obj.Ensure("spec")["conversion"] ??= new JsonObject { ["strategy"] = "None" };
        var status = obj.Ensure("status");
        status["acceptedNames"] = names.DeepClone();
        var stored = status.Items("storedVersions").Select(version => version.Text()).OfType<string>();
        var storage = obj.Items("spec", "versions").Where(version => version.Flag("storage") == true).Select(version => version.Text("name")).OfType<string>();
        status["storedVersions"] = new JsonArray([.. stored.Union(storage).Select(version => (JsonNode?)version)]);
        status["conditions"] ??= new JsonArray(
            Condition("NamesAccepted", "NoConflicts", "no conflicts found"), Condition("Established", "InitialNamesAccepted", "the initial names have been accepted"));
    }

    /// <inheritdoc />
    public override IEnumerable<StatusCause> Validate(JsonObject obj)
    {
        var (plural, group) = (obj.Text("spec", "names", "plural"), obj.Text("spec", "group"));
        if (obj.Name() != $"{plural}.{group}")
        {
            yield return Causes.Invalid("metadata.name", obj.Name(), "must be spec.names.plural+\".\"+spec.group");
        }

        var versions = obj.Items("spec", "versions").ToList();
        if (versions.Count(version => version.Flag("storage") == true) != 1)
        {
            yield return Causes.Invalid("spec.versions", obj.At("spec", "versions"), "must have exactly one version marked as storage version");
        }

        for (var i = 0; i < versions.Count; i++)
        {
            if (versions[i].Child("schema", "openAPIV3Schema") is null)
            {
                yield return Causes.Required($"spec.versions[{i}].schema.openAPIV3Schema", "schemas are required");
            }
        }
    }

    private JsonObject Condition(string type, string reason, string message) => new()
    {
        ["type"] = type,
        ["status"] = "True",
        ["lastTransitionTime"] = time.GetUtcNow().ToTimestamp(),
        ["reason"] = reason,
        ["message"] = message,
    };
}
