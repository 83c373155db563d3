using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class RepairServiceTests : ActionConformance
{
    protected override IRemediationAction Action => new RepairService(Edit);

    protected override ObjectKey Target => ObjectKey.Core("services", "shop", "cart");

    protected override PlanStep Step => Repair(Port().ToJsonString(), "8080");

    protected override void Break() => Cluster.Edit(Target, service => service["spec"]!["ports"]![0]!["targetPort"] = 9999);

    [Fact]
    public async Task A_port_that_the_service_does_not_have_is_refused_with_those_it_has() =>
        (await Action.PrepareAsync(Repair("1", "8080"), "key", CancellationToken.None)).Refused.ShouldBe($"The Service has no port 1; it has {Port()}.");

    [Fact]
    public async Task A_named_target_port_stays_a_name()
    {
        await Action.ApplyAsync(await Action.PrepareAsync(Repair(Port().ToJsonString(), "http"), "key", CancellationToken.None), CancellationToken.None);

        Found()["spec"]!["ports"]![0]!["targetPort"]!.GetValue<string>().ShouldBe("http");
    }

    protected override void Disturb(JsonObject target) => target["spec"]!["sessionAffinity"] = "ClientIP";

    private JsonNode Port() => Found()["spec"]!["ports"]![0]!["port"]!;

    private static PlanStep Repair(string port, string targetPort) =>
        new(ActionNames.RepairService, Kinds.Service.Ref("shop", "cart"), Parameters(("port", port), ("targetPort", targetPort)), "test");
}
