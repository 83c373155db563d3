using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Planning;
using Autocura.Policies;
using Autocura.Remediation;
using Autocura.Remediation.Actions;
using Autocura.Support;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class RunJobTests : IAsyncLifetime
{
    private const string Image = "registry.example.org/repair@sha256:0123";
    private static readonly ObjectKey Job = new("batch", "jobs", "shop", "repair");
    private TestCluster? cluster;

    private TestCluster Cluster => cluster!;

    private RunJob Action => new(Cluster.Clusters, new ObjectCreation(Cluster.Clusters), new AutocuraOptions { Jobs = new JobOptions { Images = $"other, {Image}" } });

    public async Task InitializeAsync() => cluster = await TestCluster.StartAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task An_allowed_image_runs_once_as_an_account_of_its_own_without_privileges()
    {
        var prepared = await Action.PrepareAsync(Run((ActionParameters.Args, "[\"--all\"]")), "key", CancellationToken.None);
        prepared.Refused.ShouldBeNull();
        Cluster.Store.Find(Job).ShouldBeNull();

        (await Action.ApplyAsync(prepared, CancellationToken.None)).Result.ShouldBe(ReceiptResult.Underway);
        await EndAsync("Complete");
        (await Action.ApplyAsync(prepared, CancellationToken.None)).Result.ShouldBe(ReceiptResult.Applied);

        Cluster.OwnWrites(Job).Count(entry => entry.Verb == "create").ShouldBe(1);
        var pod = Cluster.Store.Find(Job)!["spec"]!["template"]!["spec"]!;
        pod["serviceAccountName"]!.GetValue<string>().ShouldBe("autocura-job");
        pod["containers"]![0]!["args"]![0]!.GetValue<string>().ShouldBe("--all");
        pod["containers"]![0]!["securityContext"]!["allowPrivilegeEscalation"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task A_job_that_fails_is_no_success()
    {
        var prepared = await Action.PrepareAsync(Run(), "key", CancellationToken.None);
        await Action.ApplyAsync(prepared, CancellationToken.None);
        await EndAsync("Failed");

        var receipt = await Action.ApplyAsync(prepared, CancellationToken.None);

        receipt.Result.ShouldBe(ReceiptResult.Refused);
        receipt.Reason.ShouldBe("Job shop/repair has failed: it has ended");
    }

    [Fact]
    public async Task A_job_that_is_stopped_is_never_said_to_be_undone()
    {
        var receipt = await Action.ApplyAsync(await Action.PrepareAsync(Run(), "key", CancellationToken.None), CancellationToken.None);

        var reverted = await Action.RevertAsync(receipt, CancellationToken.None);

        reverted.Result.ShouldBe(ReceiptResult.Refused);
        Cluster.Store.Find(Job).ShouldBeNull();
        Action.Profile.Reversible.ShouldBeFalse();
    }

    [Theory]
    [InlineData("registry.example.org/repair:latest", "[]", "300", "The image 'registry.example.org/repair:latest' is not among Autocura:Jobs:Images: an administrator must allow it.")]
    [InlineData("", "[]", "300", "The image '' is not among Autocura:Jobs:Images: an administrator must allow it.")]
    [InlineData(Image, "rm -rf /", "300", "Parameter 'args' must be a JSON array of texts, such as [\"--verbose\"].")]
    [InlineData(Image, "[1]", "300", "Parameter 'args' must be a JSON array of texts, such as [\"--verbose\"].")]
    [InlineData(Image, "[]", "7200", "Parameter 'deadlineSeconds' must be a whole number of 1 to 3600; it is '7200'.")]
    public async Task What_is_not_allowed_is_refused(string image, string args, string deadline, string reason) =>
        (await Action.PrepareAsync(Run((ActionParameters.Image, image), (ActionParameters.Args, args), (ActionParameters.DeadlineSeconds, deadline)), "key", CancellationToken.None)).Refused.ShouldBe(reason);

    private async Task EndAsync(string how)
    {
        var ended = new JsonObject { ["status"] = new JsonObject { ["conditions"] = new JsonArray(new JsonObject { ["type"] = how, ["status"] = "True", ["message"] = "it has ended" }) } };
        await Cluster.Client.PatchAsync(Kinds.Job.Ref("shop", "repair"), new ObjectPatch(PatchKind.Merge, ended, "status"), CancellationToken.None);
    }

    private static PlanStep Run(params (string Name, string Value)[] parameters)
    {
        var all = new Dictionary<string, string> { [ActionParameters.Image] = Image };
        foreach (var (name, value) in parameters)
        {
            all[name] = value;
        }

        return new PlanStep(ActionNames.RunJob, Kinds.Job.Ref("shop", "repair"), all, "test");
    }
}
