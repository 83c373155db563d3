using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Policies.Runbooks;
using Autocura.Support;

namespace Autocura.EndToEnd.Infra;

/// <summary>The runbooks that come with the system can be used as they are.</summary>
public sealed class RunbookTests(ApiServerFixture api) : IClassFixture<ApiServerFixture>
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [RealClientFact("kubectl")]
    public async Task Every_step_of_the_runbooks_that_come_with_the_system_can_be_carried_out()
    {
        await api.KubectlAsync("create", "namespace", "autocura-cognitiva");
        await api.KubectlAsync("apply", "-f", Repository.PathOf("infra/kubernetes/runbooks"));

        var runbooks = JsonNode.Parse(await api.KubectlAsync("get", "runbooks", "-n", "autocura-cognitiva", "-o", "json"))!["items"]!.AsArray();

        runbooks.Select(runbook => runbook!["metadata"]!["name"]!.GetValue<string>()).Order(StringComparer.Ordinal)
            .ShouldBe(["application-down", "database-connection", "high-cpu-usage", "high-error-rate", "high-memory-usage", "pod-restart-loop"]);
        runbooks.SelectMany(runbook => StepCheck.Problems(runbook!["spec"].Deserialize<RunbookSpec>(Web)!, new Dictionary<string, string>())).ShouldBeEmpty();
    }
}
