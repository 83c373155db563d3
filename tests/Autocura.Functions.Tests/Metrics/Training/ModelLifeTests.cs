using Autocura.Activities;
using Autocura.Alerts;
using Autocura.Embedded.Cluster;
using Autocura.Ledger;
using Autocura.Ledger.Training;
using Autocura.Metrics;
using Autocura.Metrics.Scan;
using Autocura.Metrics.Training;
using Autocura.Signals;
using Autocura.Signals.Inference;
using Autocura.Signals.Training;
using Autocura.Support;
using Microsoft.AspNetCore.Http;

namespace Autocura.Functions.Tests.Metrics.Training;

/// <summary>Models from their history to the alert: a Prometheus over HTTP, models in the simulated cluster, scans that go by them.</summary>
public sealed class ModelLifeTests : IAsyncLifetime
{
    private static readonly TrainingOptions Terms = new() { History = TimeSpan.FromDays(1) };

    private readonly ManualTime time = new(Some.Noon);
    private TestCluster cluster = null!;

    public async Task InitializeAsync() => cluster = await TestCluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task Models_are_kept_in_the_cluster_where_every_host_finds_them_and_each_training_is_another_version()
    {
        await using var prometheus = await LoopbackServer.StartAsync(new WeekOfCart(time).AnswerAsync);
        (await Store().ShelfAsync("test", default)).Warming.ShouldBe("warming up: it has not been trained yet.");

        var report = await TrainAsync(prometheus, Store());
        (report.Trained, report.Warming, report.Drifted.Count, report.Gaps.Count).ShouldBe((3, 0, 0, 0));
        time.Advance(TimeSpan.FromHours(1));
        await TrainAsync(prometheus, Store());

        var models = await Store().ReadAsync("test", default);
        models.Select(model => (model.Key.Metric, model.Version)).Order().ShouldBe([(TrainedMetric.Rate, 2), (TrainedMetric.ErrorShare, 2), (TrainedMetric.Latency, 2)]);
        models.Single(model => model.Key.Metric == TrainedMetric.Latency).Median.ShouldBe(0.2, 0.002);
        (await Store().ShelfAsync("test", default)).Versions.Select(model => model.Version).ShouldBe(["1", "2"]);
        cluster.Store.List("", "configmaps", "shop").Select(map => $"{map["metadata"]!["name"]}").Where(name => name.StartsWith(ModelStore.Name)).Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_short_history_is_warming_up_and_said_so()
    {
        await using var prometheus = await LoopbackServer.StartAsync(new WeekOfCart(time) { Since = Some.Noon.AddHours(-2) }.AnswerAsync);
        var report = await TrainAsync(prometheus, Store());
        (report.Trained, report.Warming).ShouldBe((0, 3));
        var shelf = await Store().ShelfAsync("test", default);
        (shelf.IsReady, shelf.Warming).ShouldBe((false, "warming up: of 3 series the longest has 16 rows of 10 values, and 64 are needed."));
    }

    [Fact]
    public async Task A_move_too_small_for_the_scan_is_announced_where_the_model_never_saw_the_like()
    {
        var week = new WeekOfCart(time);
        await using var prometheus = await LoopbackServer.StartAsync(week.AnswerAsync);
        await TrainAsync(prometheus, Store());
        (await PassAsync(prometheus, 5, withModels: true)).Standing.ShouldBeEmpty("all is as it was");

        week.SlowFrom = time.GetUtcNow();
        (await PassAsync(prometheus, 20, withModels: false)).Standing.ShouldBeEmpty("without models it is too little");
        var alert = (await PassAsync(prometheus, 10, withModels: true)).Outbox.SelectMany(dispatch => dispatch.Alerts).ShouldHaveSingleItem();
        (alert.Name, alert.Label("service")).ShouldBe(("LatencyRising", "cart"));
        alert.Annotations[Alert.DetectorsAnnotation].ShouldMatch(@"^model \d+\.\d$");
    }

    [Fact]
    public async Task Another_server_judges_where_one_is_configured()
    {
        var week = new WeekOfCart(time);
        await using var prometheus = await LoopbackServer.StartAsync(week.AnswerAsync);
        await TrainAsync(prometheus, Store());
        week.SlowFrom = time.GetUtcNow() - TimeSpan.FromMinutes(20);
        var shelf = await Store().ShelfAsync("test", default);
        await using var other = await LoopbackServer.StartAsync(context => ServeAsync(shelf, context));
        var report = await ScanAsync(prometheus, new SweepMemory(), withModels: true, new DetectorOptions { Url = new Uri(other.Address) });
        report.Gaps.ShouldBeEmpty();
        var standing = report.Memory.Standing.ShouldHaveSingleItem();
        standing.Detail.ShouldContain("the configured detector calls its last values anomalous");
        standing.SeenBy.ShouldBe("configured detector");
    }

    [Theory]
    [InlineData("""{"error":"no such model"}""", 404, "answered 404: {\"error\":\"no such model\"}")]
    [InlineData("""{"outputs":[]}""", 200, "cannot be understood: The answer has no outputs")]
    [InlineData("""{"outputs":[{"name":"y","datatype":"BOOL","data":[true]}]}""", 200, "has 1 verdicts for 3 rows")]
    public async Task Where_the_other_server_cannot_judge_its_own_models_do_and_the_reason_is_told(string body, int status, string reason)
    {
        var week = new WeekOfCart(time);
        await using var prometheus = await LoopbackServer.StartAsync(week.AnswerAsync);
        await TrainAsync(prometheus, Store());
        week.SlowFrom = time.GetUtcNow() - TimeSpan.FromMinutes(20);
        await using var other = await LoopbackServer.StartAsync(body, status);
        var report = await ScanAsync(prometheus, new SweepMemory(), withModels: true, new DetectorOptions { Url = new Uri(other.Address) });
        report.Gaps.ShouldHaveSingleItem().ShouldContain(reason);
        report.Memory.Standing.ShouldHaveSingleItem().Detail.ShouldContain("its last values come once in");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_in_time_is_not_waited_for()
    {
        var arrived = new TaskCompletionSource();
        await using var silent = await LoopbackServer.StartAsync(async context =>
        {
            arrived.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        });
        using var detector = new RemoteDetector(new DetectorOptions { Url = new Uri(silent.Address), Timeout = TimeSpan.FromSeconds(3) }, time);
        var asked = detector.JudgeAsync([new double[10]], default);
        await arrived.Task;
        time.Advance(TimeSpan.FromSeconds(4));
        (await asked).ShouldBeOfType<RemoteVerdict.Unknown>().Reason.ShouldContain("did not answer within 3 s (Metrics:Detector:Timeout)");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_reason()
    {
        using var detector = new RemoteDetector(new DetectorOptions { Url = new Uri("http://127.0.0.1:9") }, time);
        (await detector.JudgeAsync([new double[10]], default)).ShouldBeOfType<RemoteVerdict.Unknown>().Reason.ShouldContain("cannot be reached");
    }

    private static async Task ServeAsync(ModelShelf shelf, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var answer = new InferenceProtocol(shelf).Answer(context.Request.Method, context.Request.Path, body.ToArray());
        context.Response.StatusCode = answer.Status;
        await context.Response.Body.WriteAsync(answer.Json);
    }

    private ModelStore Store() => new(cluster.Clusters, new LedgerOptions("shop"), time);

    private async Task<TrainingReport> TrainAsync(LoopbackServer prometheus, ModelStore store)
    {
        var options = new MetricsOptions { PrometheusUrl = new Uri(prometheus.Address) };
        using var source = new PrometheusSource(options, new BoundedHttp(options, TimeProvider.System));
        return await new ModelTrainer(new HistoryReader(source, new MetricsReach("test", false), time), store, time).TrainAsync("test", new ScanOptions(), Terms, default);
    }

    private async Task<SweepMemory> PassAsync(LoopbackServer prometheus, int minutes, bool withModels)
    {
        var memory = new SweepMemory();
        for (var minute = 0; minute < minutes; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            memory = (await ScanAsync(prometheus, memory, withModels, new DetectorOptions())).Memory;
        }

        return memory;
    }

    private async Task<SweepReport> ScanAsync(LoopbackServer prometheus, SweepMemory memory, bool withModels, DetectorOptions other)
    {
        var options = new MetricsOptions { PrometheusUrl = new Uri(prometheus.Address) };
        using var source = new PrometheusSource(options, new BoundedHttp(options, TimeProvider.System));
        using var detector = new RemoteDetector(other, TimeProvider.System);
        var models = withModels ? new ModelTerms(await Store().ReadAsync("test", default), Terms.Step, 0.8) : ModelTerms.None;
        return await new MetricScanner(source, new MetricsReach("test", false), detector, time)
            .ScanAsync(new SweepRequest("test", memory), new ScanTerms(new ScanOptions { History = TimeSpan.Zero }, WatchScope.Everything) { Models = models }, CancellationToken.None);
    }
}
