using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class ReleaseVolumeTests : ActionConformance
{
    protected override IRemediationAction Action => new ReleaseVolume(Edit);

    protected override ObjectKey Target => ObjectKey.Core("persistentvolumes", null, "goods");

    protected override PlanStep Step => new(ActionNames.ReleaseVolume, Kinds.PersistentVolume.Ref("", "goods"), Parameters(), "test");

    protected override Task BreakAsync() => Cluster.Client.CreateAsync(
        Kinds.PersistentVolume,
        new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "PersistentVolume",
            ["metadata"] = new JsonObject { ["name"] = "goods" },
            ["spec"] = new JsonObject
            {
                ["capacity"] = new JsonObject { ["storage"] = "1Gi" },
                ["accessModes"] = new JsonArray("ReadWriteOnce"),
                ["persistentVolumeReclaimPolicy"] = "Retain",
                ["storageClassName"] = "by-hand",
                ["hostPath"] = new JsonObject { ["path"] = "/goods" },
                ["claimRef"] = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "PersistentVolumeClaim", ["namespace"] = "shop", ["name"] = "goods", ["uid"] = "gone" },
            },
        },
        CancellationToken.None);

    [Fact]
    public async Task It_stays_reserved_for_a_claim_of_the_same_name()
    {
        await Action.ApplyAsync(await Action.PrepareAsync(Step, "key", CancellationToken.None), CancellationToken.None);

        Found()["spec"]!["claimRef"]!["name"]!.GetValue<string>().ShouldBe("goods");
        Found()["spec"]!["claimRef"]!["uid"].ShouldBeNull();
    }

    [Fact]
    public async Task A_volume_that_no_claim_held_is_refused()
    {
        Cluster.Edit(Target, volume => volume["spec"]!.AsObject().Remove("claimRef"));
        await Cluster.RunAsync(TimeSpan.FromSeconds(10));

        (await Action.PrepareAsync(Step, "key", CancellationToken.None)).Refused.ShouldBe("PersistentVolume goods is Available and not Released: its claim is not gone.");
    }

    [Fact]
    public void A_person_is_always_asked() => Action.Profile.AsksFirstFor(Step).ShouldBeTrue();

    protected override void Disturb(JsonObject target) => target["spec"]!["storageClassName"] = "another";
}
