using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>Rules for CustomResourceDefinitions, which are accepted and established as soon as they are written.</summary>
internal sealed class CustomResourceDefinitionRules(TimeProvider time) : KindRules
{
    private static readonly string[][] Fixed = [["spec", "scope"], ["spec", "group"], ["spec", "names", "plural"], ["spec", "names", "kind"]];

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

        if (obj.Flag("spec", "preserveUnknownFields") == true)
        {
            yield return Causes.Invalid("spec.preserveUnknownFields", true, "must be false in order to use defaults in the schema");
        }

        var versions = obj.Items("spec", "versions").ToList();
        if (versions.Count(version => version.Flag("storage") == true) != 1)
        {
            yield return Causes.Invalid("spec.versions", obj.At("spec", "versions"), "must have exactly one version marked as storage version");
        }

        for (var i = 0; i < versions.Count; i++)
        {
            foreach (var cause in ValidateVersion(versions[i], $"spec.versions[{i}]"))
            {
                yield return cause;
            }
        }
    }

    /// <inheritdoc />
    public override IEnumerable<StatusCause> ValidateUpdate(JsonObject before, JsonObject after) => Fixed
        .Where(path => !JsonNode.DeepEquals(before.At(path), after.At(path)))
        .Select(path => Causes.Immutable(string.Join('.', path), after.At(path)));

    private static IEnumerable<StatusCause> ValidateVersion(JsonNode? version, string path)
    {
        var schema = version.Child("schema", "openAPIV3Schema");
        var scale = version.Child("subresources", "scale");
        var misplaced = new[] { ("specReplicasPath", ".spec."), ("statusReplicasPath", ".status.") }
            .Where(rule => scale is not null && scale.Text(rule.Item1)?.StartsWith(rule.Item2, StringComparison.Ordinal) != true)
            .Select(rule => Causes.Invalid($"{path}.subresources.scale.{rule.Item1}", scale![rule.Item1], $"should be a json path under {rule.Item2.TrimEnd('.')}"));
        return (schema is null ? [Causes.Required($"{path}.schema.openAPIV3Schema", "schemas are required")] : CustomResourceSchemaRules.Validate(schema, $"{path}.schema.openAPIV3Schema"))
            .Concat(misplaced);
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
