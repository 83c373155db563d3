using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Controllers.Batch;

namespace Autocura.Embedded.Tests.Cluster.Controllers.Batch;

public sealed class JobControllerTests
{
    private static readonly ObjectKey Report = new("batch", "jobs", "test", "report");
    private static readonly ImageProfile Quick = new() { Image = "app:1", CompletesAfterSeconds = 2 };
    private static readonly ImageProfile Broken = new() { Image = "app:1", Crash = new ImageCrash(1, 42, []) };

    [Fact]
    public async Task Numbered_pods_do_each_index_once()
    {
        await using var cluster = await LiveCluster.EmptyAsync(Quick);
        cluster.Create(Job(", \"completionMode\": \"Indexed\", \"completions\": 4, \"parallelism\": 2"));

        await cluster.RunAsync(TimeSpan.FromSeconds(30));

        var report = cluster.Store.Find(Report)!;
        report.Text("status", "completedIndexes").ShouldBe("0-3");
        cluster.Pods().Select(pod => pod.Label("batch.kubernetes.io/job-completion-index")).ShouldBe(["0", "1", "2", "3"], ignoreOrder: true);
        cluster.Pods()[0].Text("spec", "hostname").ShouldBe("report-0");
        report.Condition("SuccessCriteriaMet").Text("reason").ShouldBe("CompletionsReached");
    }

    [Fact]
    public async Task A_failed_pod_is_replaced_after_10_seconds_and_the_next_after_20()
    {
        await using var cluster = await LiveCluster.EmptyAsync(Broken);
        cluster.Create(Job(", \"backoffLimit\": 2"));

        await cluster.RunAsync(TimeSpan.FromMinutes(2));

        var times = cluster.Pods().Select(pod => pod.Created()).Order().ToList();
        times.Zip(times.Skip(1), (left, right) => Math.Floor((right - left).TotalSeconds / 10) * 10).ShouldBe([10, 20]);
        cluster.Store.Find(Report)!.Condition("FailureTarget").Text("reason").ShouldBe("BackoffLimitExceeded");
    }

    [Fact]
    public async Task A_suspended_job_has_no_pods_until_it_goes_on()
    {
        await using var cluster = await LiveCluster.EmptyAsync(Quick);
        cluster.Create(Job(", \"completions\": 1, \"suspend\": true"));
        await cluster.RunAsync(TimeSpan.FromSeconds(10));
        cluster.Pods().ShouldBeEmpty();
        cluster.Store.Find(Report)!.Condition("Suspended").Text("reason").ShouldBe("JobSuspended");

        cluster.Update(Report, job => job["spec"]!["suspend"] = false);
        await cluster.RunAsync(TimeSpan.FromSeconds(20));

        JobOutcome.Of(cluster.Store.Find(Report)!).ShouldBe("Complete");
        cluster.Store.Find(Report)!.Condition("Suspended").Text("status").ShouldBe("False");
    }

    [Fact]
    public async Task An_exit_code_may_end_the_job_at_once()
    {
        await using var cluster = await LiveCluster.EmptyAsync(Broken);
        cluster.Create(Job(", \"podFailurePolicy\": { \"rules\": [{ \"action\": \"FailJob\", \"onExitCodes\": { \"containerName\": \"app\", \"operator\": \"In\", \"values\": [42] } }] }"));

        await cluster.RunAsync(TimeSpan.FromSeconds(20));

        var failed = cluster.Store.Find(Report)!.Condition("Failed");
        failed.Text("reason").ShouldBe("PodFailurePolicy");
        failed.Text("message").ShouldBe($"Container app for pod test/{cluster.Pods().Single().Name()} failed with exit code 42 matching FailJob rule at index 0");
    }

    [Fact]
    public async Task Time_ends_a_job_and_later_removes_it()
    {
        await using var cluster = await LiveCluster.EmptyAsync(new ImageProfile { Image = "app:1", CompletesAfterSeconds = 1_000 });
        cluster.Create(Job(", \"activeDeadlineSeconds\": 30, \"ttlSecondsAfterFinished\": 60"));

        await cluster.RunAsync(TimeSpan.FromSeconds(40));
        cluster.Store.Find(Report)!.Condition("Failed").Text("reason").ShouldBe("DeadlineExceeded");
        await cluster.RunAsync(TimeSpan.FromSeconds(60));

        cluster.Store.Find(Report).ShouldBeNull();
        cluster.Pods().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2, 5 }, "0-2,5")]
    [InlineData(new[] { 0, 1 }, "0,1")]
    [InlineData(new int[0], "")]
    public void Indexes_are_told_as_ranges(int[] indexes, string text) => JobPods.Text(indexes).ShouldBe(text);

    private static JsonObject Job(string more) => Manifests.Parse($$"""
        {
          "apiVersion": "batch/v1", "kind": "Job", "metadata": { "name": "report", "namespace": "test" },
          "spec": { "template": { "spec": { "restartPolicy": "Never", "containers": [{ "name": "app", "image": "app:1" }] } }{{more}} }
        }
        """);
}
