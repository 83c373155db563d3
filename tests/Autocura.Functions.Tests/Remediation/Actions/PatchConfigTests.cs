using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class PatchConfigTests : ActionConformance
{
    protected override IRemediationAction Action => new PatchConfig(Edit);

    protected override ObjectKey Target => ObjectKey.Core("configmaps", "shop", "features");

    protected override PlanStep Step => Patch((ActionParameters.Patch, """{"data":{"cart":"off","old":null}}"""));

    protected override Task BreakAsync() => Cluster.Client.CreateAsync(
        Kinds.ConfigMap,
        new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = "features", ["namespace"] = "shop" },
            ["data"] = new JsonObject { ["cart"] = "on", ["old"] = "yes", ["other"] = "1", ["password"] = "hunter2" },
        },
        CancellationToken.None);

    [Fact]
    public async Task Fields_are_set_and_removed_and_others_stay()
    {
        await ApplyAsync(Step);

        Found()["data"]!.AsObject().Select(entry => $"{entry.Key}={entry.Value}").ShouldBe(["cart=off", "other=1", "password=hunter2"], ignoreOrder: true);
    }

    [Fact]
    public async Task One_entry_of_a_ConfigMap_is_set_by_key_and_value()
    {
        await ApplyAsync(Patch((ActionParameters.Key, "cart"), (ActionParameters.Value, "off")));

        Found()["data"]!["cart"]!.GetValue<string>().ShouldBe("off");
    }

    [Fact]
    public async Task What_is_secret_by_its_name_is_not_shown() =>
        (await Action.PrepareAsync(Patch((ActionParameters.Key, "password"), (ActionParameters.Value, "hunter3")), "key", CancellationToken.None)).Diff.ShouldHaveSingleItem().ShouldNotContain("hunter");

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task What_is_no_patch_is_refused(string patch) =>
        (await Action.PrepareAsync(Patch((ActionParameters.Patch, patch)), "key", CancellationToken.None)).Refused.ShouldNotBeNull().ShouldStartWith("Parameter 'patch' must be a JSON object");

    [Theory]
    [InlineData("""{"metadata":{"labels":{"a":"b"}}}""", "metadata")]
    [InlineData("""{"status":{}}""", "status")]
    [InlineData("""{"kind":"Secret"}""", "kind")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"name":"app","securityContext":{"privileged":true}}]}}}}""", "securityContext")]
    [InlineData("""{"spec":{"template":{"spec":{"serviceAccountName":"admin"}}}}""", "serviceAccountName")]
    [InlineData("""{"spec":{"template":{"spec":{"volumes":[{"name":"root","hostPath":{"path":"/"}}]}}}}""", "hostPath")]
    public async Task No_patch_gives_rights_or_changes_what_an_object_is(string patch, string field) =>
        (await Action.PrepareAsync(Patch((ActionParameters.Patch, patch)), "key", CancellationToken.None)).Refused.ShouldBe($"Parameter 'patch' sets '{field}', which no patch may.");

    [Fact]
    public async Task Pods_and_Secrets_are_not_patched()
    {
        (await Action.PrepareAsync(Step with { Target = Kinds.Secret.Ref("shop", "features") }, "key", CancellationToken.None)).Refused.ShouldNotBeNull().ShouldContain("is not touched");
        (await Action.PrepareAsync(Step with { Target = Kinds.Node.Ref("", Cluster.Store.List("", "nodes")[0]["metadata"]!["name"]!.GetValue<string>()) }, "key", CancellationToken.None)).Refused
            .ShouldNotBeNull().ShouldContain("is not patched: only AuthorizationPolicy, ");
    }

    protected override void Disturb(JsonObject target) => target["data"]!["cart"] = "maybe";

    private async Task ApplyAsync(PlanStep step)
    {
        var receipt = await Action.ApplyAsync(await Action.PrepareAsync(step, "key", CancellationToken.None), CancellationToken.None);
        receipt.Result.ShouldBe(ReceiptResult.Applied, receipt.Reason);
    }

    private static PlanStep Patch(params (string Name, string Value)[] parameters) => new(ActionNames.PatchConfig, Kinds.ConfigMap.Ref("shop", "features"), Parameters(parameters), "test");
}
