using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>The resize subresource of pods: what containers ask for and may use, changed in place. Of a write to it, all else is left aside.</summary>
internal static class PodResize
{
    private static readonly PodRules Rules = new();

    public static JsonObject Admit(JsonObject before, JsonObject after)
    {
        var result = before.Copy();
        foreach (var container in result.Items("spec", "containers").OfType<JsonObject>())
        {
            var wanted = after.Items("spec", "containers").FirstOrDefault(other => other.Text("name") == container.Text("name"));
            container["resources"] = (wanted ?? container)["resources"]?.DeepClone() ?? new JsonObject();
        }

        var quality = PodRules.QualityOfService(before);
        List<StatusCause> causes = PodRules.QualityOfService(result) == quality
            ? []
            : [Causes.Invalid("spec", quality, "Pod QOS Class may not change as a result of resizing")];
        causes.AddRange(Rules.Validate(result));
        return causes.Count == 0 ? result : throw ApiStatusException.Invalid("", "Pod", before.Name(), causes);
    }
}
