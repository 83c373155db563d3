using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Environments;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Policies;

namespace Autocura.Cluster.Environments;

/// <summary>Reads what a ParallelEnvironment object asks for. The schema of its definition has checked types and set defaults.</summary>
internal static class EnvironmentSpecReader
{
    public static EnvironmentSpec Read(JsonObject found, EnvironmentOrder order)
    {
        var spec = found["spec"];
        var source = NotEmpty(spec.Text("sourceNamespace")) ?? order.Namespace;
        return new EnvironmentSpec
        {
            Source = source,
            Target = NotEmpty(spec.Text("targetNamespace")) ?? EnvironmentNames.TargetOf(source, order.Uid),
            Workloads = [.. spec.Items("workloads").Select(Workload).DistinctBy(workload => (workload.Kind, workload.Name))],
            Include = Contents(spec.At("include")),
            Config = [.. spec.Items("config").Select(change => new ConfigChange(change.Text("configMap") ?? "", change.Text("key") ?? "", change.Text("value") ?? ""))],
            Bounds = Bounds(spec),
            Actions = [.. spec.Items("actions").Select(action => Step(action, source, order, spec))],
            Criteria = [.. spec.Items("verification", "successCriteria").Select(Criterion)],
            Timeout = TimeSpan.FromSeconds(spec.Int("verification", "timeoutSeconds") ?? 600),
            Lifetime = TimeSpan.FromSeconds(spec.Int("ttlSeconds") ?? 3600),
            Promotion = Enum.TryParse<PromotionMode>(spec.Text("promotion"), out var promotion) ? promotion : PromotionMode.Manual,
            Issue = spec.Text("issueRef", "name") ?? "",
        };
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static EnvironmentWorkload Workload(JsonObject one)
    {
        var images = one.Map("images");
        var variables = one.Items("env").ToLookup(variable => variable.Text("container") ?? "");
        return new EnvironmentWorkload(one.Text("kind") ?? "", one.Text("name") ?? "")
        {
            Replicas = one.Int("replicas") ?? 1,
            Changes = [.. images.Keys.Union(variables.Select(of => of.Key)).Order(StringComparer.Ordinal).Select(container => new ContainerChange(container)
            {
                Image = images.GetValueOrDefault(container, ""),
                Variables = variables[container].ToDictionary(variable => variable.Text("name") ?? "", variable => variable.Text("value") ?? ""),
            })],
        };
    }

    private static EnvironmentContents Contents(JsonNode? include) => new()
    {
        Services = include.At("services") is null || include.Flag("services"),
        ConfigMaps = include.At("configMaps") is null || include.Flag("configMaps"),
        Secrets = Enum.TryParse<SecretCopying>(include.Text("secrets"), out var secrets) ? secrets : SecretCopying.None,
    };

    private static EnvironmentBounds Bounds(JsonNode? spec) => new()
    {
        Pods = spec.Int("quota", "pods"),
        Cpu = spec.NumberOrText("quota", "cpu"),
        Memory = spec.NumberOrText("quota", "memory"),
        NoTraffic = spec.At("noTraffic") is null || spec.Flag("noTraffic"),
        ClosedEgress = spec.Text("egress") == "Closed",
    };

    private static SuccessCriterion Criterion(JsonObject criterion) => new(
        criterion.Text("metricName") ?? "",
        Enum.TryParse<Comparison>(criterion.Text("comparisonOperator"), out var comparison) ? comparison : Comparison.GreaterThan,
        criterion.At("threshold")?.GetValue<double>() ?? 0,
        TimeSpan.FromSeconds(criterion.Int("durationSeconds") ?? 60));

    /// <summary>A step without a target is about the first workload.</summary>
    private static PlanStep Step(JsonObject action, string source, EnvironmentOrder order, JsonNode? spec)
    {
        var target = action["target"] ?? spec.Items("workloads").First();
        var kind = target.Text("kind") ?? "";
        var where = new ObjectRef(NotEmpty(target.Text("apiVersion")) ?? Kinds.Find(kind)?.ApiVersion ?? "", kind, NotEmpty(target.Text("namespace")) ?? source, target.Text("name") ?? "") { Cluster = order.Cluster };
        return new PlanStep(action.Text("type") ?? "", where, action.Map("params"), NotEmpty(action.Text("reason")) ?? $"{order} tries it");
    }
}
