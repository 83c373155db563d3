using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Autocura.Support;

namespace Autocura.EndToEnd.Infra;

/// <summary>Everything in infra/ is applied with kubectl, and the custom resources read there as people read them.</summary>
public sealed partial class AppliedTests(ApiServerFixture api) : IClassFixture<ApiServerFixture>
{
    [RealClientTheory("kubectl")]
    [InlineData("infra/kubernetes/base")]
    [InlineData("infra/kubernetes/rbac/read-only")]
    [InlineData("infra/kubernetes/rbac/namespaced")]
    [InlineData("infra/kubernetes/rbac/full")]
    [InlineData("infra/kubernetes/overlays/development")]
    [InlineData("infra/kubernetes/overlays/staging")]
    [InlineData("infra/kubernetes/overlays/production")]
    [InlineData("infra/kubernetes/overlays/standalone")]
    [InlineData("infra/kubernetes/argocd")]
    [InlineData("infra/kubernetes/runbooks")]
    [InlineData("infra/monitoring/dashboards")]
    [InlineData("infra/monitoring/collector")]
    [InlineData("infra/monitoring/tracing")]
    [InlineData("infra/monitoring/logging")]
    [InlineData("infra/demo/kubernetes")]
    [InlineData("infra/kind/monitoring")]
    [InlineData("infra/kind/shop")]
    public async Task A_folder_is_accepted_and_applying_it_again_changes_nothing(string folder)
    {
        await NamespacesAsync("argocd", "autocura-cognitiva", "monitoring", "shop");
        await api.KubectlAsync("apply", "--server-side", "--force-conflicts", "-k", Repository.PathOf(folder));
        var before = await VersionsAsync(folder);

        await api.KubectlAsync("apply", "--server-side", "--force-conflicts", "-k", Repository.PathOf(folder));

        (await VersionsAsync(folder)).ShouldBe(before);
    }

    [RealClientFact("kubectl")]
    public async Task The_examples_are_accepted()
    {
        await NamespacesAsync("autocura-cognitiva", "production", "shop");

        await api.KubectlAsync("apply", "-f", Repository.PathOf("infra/kubernetes/examples"));

        var names = (await api.KubectlAsync("get", "autocura", "-A", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        names.Select(name => name.Split('.')[0]).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(["aiinsight", "anomaly", "healingpolicy", "instance", "issue", "knowngood", "parallelenvironment", "remediationplan", "rollbackpolicy", "runbook"]);
    }

    [RealClientTheory("kubectl")]
    [InlineData("instances", "NAME READY REPLICAS PROVIDER AGE")]
    [InlineData("issues", "NAME SEVERITY STATE RISK AGE")]
    [InlineData("aiinsights", "NAME ISSUE PROVIDER CONFIDENCE AGE")]
    [InlineData("remediationplans", "NAME ISSUE ATTEMPT STATE AGE")]
    [InlineData("anomalies", "NAME SIGNAL SOURCE SEVERITY AGE")]
    public async Task A_kind_shows_its_columns(string plural, string columns)
    {
        await NamespacesAsync("autocura-cognitiva", "production", "shop");
        await api.KubectlAsync("apply", "-f", Repository.PathOf("infra/kubernetes/examples"));

        var header = (await api.KubectlAsync("get", plural, "-n", plural == "instances" ? "autocura-cognitiva" : "production")).Split('\n')[0];

        Spaces().Replace(header.Trim(), " ").ShouldBe(columns);
    }

    [RealClientFact("kubectl")]
    public async Task Explain_reads_the_descriptions_aloud()
    {
        var explained = await api.KubectlAsync("explain", "issue.status.state");

        explained.ShouldContain("Phase of the incident");
        explained.ShouldContain("AwaitingApproval");
    }

    [RealClientTheory("kubectl")]
    [InlineData("{severity: terrible, resource: {kind: Deployment, name: cart}}", "severity")]
    [InlineData("{severity: high, resource: {kind: Deployment}}", "name")]
    [InlineData("{severity: high, resource: {kind: Deployment, name: cart}, riskScore: 101}", "riskScore")]
    [InlineData("{severity: high, resource: {kind: Deployment, name: cart}, source: 'Not a source'}", "source")]
    public async Task What_is_wrong_is_refused_by_name(string spec, string field)
    {
        var refused = await Should.ThrowAsync<InvalidOperationException>(
            api.ApplyAsync($"{{apiVersion: autocura.cognitiva.io/v1alpha1, kind: Issue, metadata: {{name: wrong, namespace: default}}, spec: {spec}}}"));

        refused.Message.ShouldContain($"{field}");
        refused.Message.ShouldContain("is invalid");
    }

    [RealClientFact("kubectl")]
    public async Task What_is_left_out_gets_its_default()
    {
        await api.ApplyAsync("""
            apiVersion: autocura.cognitiva.io/v1
            kind: HealingPolicy
            metadata: {name: short, namespace: default}
            spec:
              targetRef: {kind: Deployment, name: cart}
              metrics: [{name: errors, type: Custom, custom: {metricName: errors, threshold: 1}}]
              actions: [{type: Restart}]
            """);

        var spec = JsonNode.Parse(await api.KubectlAsync("get", "hp", "short", "-o", "json"))!["spec"]!;

        spec["cooldownSeconds"]!.GetValue<int>().ShouldBe(300);
        spec["maxAttempts"]!.GetValue<int>().ShouldBe(3);
        spec["targetRef"]!["apiVersion"]!.GetValue<string>().ShouldBe("apps/v1");
        spec["metrics"]![0]!["custom"]!["comparisonOperator"]!.GetValue<string>().ShouldBe("GreaterThan");
    }

    /// <summary>Makes namespaces as a user would; one that is there stays as it is.</summary>
    private async Task NamespacesAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await api.ApplyAsync($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {name}}}}}");
        }
    }

    private async Task<string> VersionsAsync(string folder) =>
        await api.KubectlAsync("get", "-k", Repository.PathOf(folder), "-o", "jsonpath={range .items[*]}{.kind}/{.metadata.name} {.metadata.resourceVersion}{\"\\n\"}{end}");

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
