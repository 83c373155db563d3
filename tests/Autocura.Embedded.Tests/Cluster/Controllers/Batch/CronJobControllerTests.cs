using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Controllers.Batch;

public sealed class CronJobControllerTests
{
    private static readonly ObjectKey Nightly = new("batch", "cronjobs", "test", "nightly");

    [Fact]
    public async Task A_job_is_made_at_each_time_and_the_history_stays_short()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "app:1", CompletesAfterSeconds = 5 });
        cluster.Create(CronJob(""));

        await cluster.RunAsync(TimeSpan.FromSeconds(500));

        var jobs = Jobs(cluster);
        jobs.Count.ShouldBe(3);
        jobs.ShouldAllBe(job => job.Condition("Complete") != null);
        var nightly = cluster.Store.Find(Nightly)!;
        nightly.Text("status", "lastSuccessfulTime").ShouldNotBeNull();
        nightly.Time("status", "lastScheduleTime").ShouldBe(jobs.Max(job => job.Created()));
        jobs[^1].Name().ShouldBe($"nightly-{nightly.Time("status", "lastScheduleTime")!.Value.ToUnixTimeSeconds() / 60}");
        cluster.Reasons().ShouldContain("SawCompletedJob");
    }

    [Theory]
    [InlineData("Allow", 3)]
    [InlineData("Forbid", 1)]
    [InlineData("Replace", 1)]
    public async Task What_happens_while_the_last_job_runs_is_the_policys_choice(string policy, int running)
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "app:1", CompletesAfterSeconds = 10_000 });
        cluster.Create(CronJob($", \"concurrencyPolicy\": \"{policy}\""));

        await cluster.RunUntilAsync(() => Jobs(cluster).Count > 0, "the first job", TimeSpan.FromMinutes(2));
        var first = Jobs(cluster).Single().Uid();
        await cluster.RunAsync(TimeSpan.FromSeconds(130));

        cluster.Store.Find(Nightly)!.Objects("status", "active").Count().ShouldBe(running);
        Jobs(cluster).Any(job => job.Uid() == first).ShouldBe(policy != "Replace");
        cluster.Reasons().Contains("JobAlreadyActive").ShouldBe(policy == "Forbid");
    }

    [Fact]
    public async Task Suspended_it_makes_none_and_afterwards_only_the_latest_of_those_missed()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "app:1", CompletesAfterSeconds = 5 });
        cluster.Create(CronJob(", \"suspend\": true"));
        await cluster.RunAsync(TimeSpan.FromMinutes(5));
        Jobs(cluster).ShouldBeEmpty();

        cluster.Update(Nightly, cron => cron["spec"]!["suspend"] = false);
        await cluster.RunAsync(TimeSpan.FromSeconds(1));

        Jobs(cluster).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_start_that_is_too_late_is_left_out_and_said()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "app:1", CompletesAfterSeconds = 5 });
        cluster.Create(CronJob(", \"suspend\": true, \"startingDeadlineSeconds\": 20"));
        await cluster.RunAsync(TimeSpan.FromSeconds(150));
        var late = 150 - (int)(cluster.Time.GetUtcNow().ToUnixTimeSeconds() % 60);

        cluster.Update(Nightly, cron => cron["spec"]!["suspend"] = false);
        await cluster.RunAsync(TimeSpan.FromSeconds(1));

        late.ShouldBeGreaterThan(20);
        Jobs(cluster).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_schedule_that_cannot_be_read_is_said()
    {
        await using var cluster = await LiveCluster.EmptyAsync();
        var manifest = CronJob("");
        manifest["spec"]!["schedule"] = "every night";
        cluster.Create(manifest);

        await cluster.RunAsync(TimeSpan.FromMinutes(2));

        cluster.Reasons().ShouldBe(["UnparseableSchedule"]);
    }

    private static List<JsonObject> Jobs(LiveCluster cluster) => [.. cluster.Store.List("batch", "jobs", "test").OrderBy(job => job.Created())];

    private static JsonObject CronJob(string more) => Manifests.Parse($$"""
        {
          "apiVersion": "batch/v1", "kind": "CronJob", "metadata": { "name": "nightly", "namespace": "test" },
          "spec": { "schedule": "* * * * *", "jobTemplate": { "spec": { "completions": 1, "template": { "spec": { "restartPolicy": "Never", "containers": [{ "name": "app", "image": "app:1" }] } } } }{{more}} }
        }
        """);
}
