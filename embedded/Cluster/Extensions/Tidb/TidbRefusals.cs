using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.Tidb;

/// <summary>Settings of a TidbCluster that its own definition lets pass and the StatefulSet made of it does not, in the words of the API server.</summary>
internal static class TidbRefusals
{
    private static readonly string[] Strategies = ["OnDelete", "RollingUpdate"];
    private static readonly string[] Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];
    private static readonly string[] Identities = ["runAsUser", "runAsGroup", "fsGroup"];

    public static string? Of(JsonObject cluster, TidbComponent component) =>
        Strategy(component.Setting(cluster, "statefulSetUpdateStrategy").Text())
        ?? (component.Setting(cluster, "tolerations") as JsonArray)?.OfType<JsonObject>().Select(Toleration).FirstOrDefault(refusal => refusal is not null)
        ?? Identity(component.Setting(cluster, "podSecurityContext"));

    private static string? Strategy(string? strategy) => strategy is null || Strategies.Contains(strategy) ? null
        : $"spec.updateStrategy: Invalid value: \"{strategy}\": must be 'RollingUpdate' or 'OnDelete'";

    private static string? Toleration(JsonObject toleration, int index) => toleration.Text("effect") is not { Length: > 0 } effect || Effects.Contains(effect) ? null
        : $"spec.template.spec.tolerations[{index}].effect: Unsupported value: \"{effect}\": supported values: {string.Join(", ", Effects.Select(name => $"\"{name}\""))}";

    private static string? Identity(JsonNode? context) => Identities
        .Where(name => context.Number(name) is < 0 or > int.MaxValue)
        .Select(name => $"spec.template.spec.securityContext.{name}: Invalid value: {context.Number(name)}: must be between 0 and 2147483647, inclusive")
        .FirstOrDefault();
}
