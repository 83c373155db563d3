using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Applications.Following;
using Autocura.Embedded.Cluster.Applications.Past;

namespace Autocura.Embedded.Tests.Cluster.Applications.Following;

public sealed class RequestFlowTests
{
    private static readonly Dictionary<string, double> NothingWaits = [];

    public static TheoryData<string> Applications => [.. ApplicationCatalog.Load().All.Select(application => application.Name)];

    [Theory]
    [MemberData(nameof(Applications))]
    public void Requests_out_are_the_share_of_requests_in(string name)
    {
        var application = ApplicationCatalog.Load().Find(name);
        var survey = HealthySurvey.Of(application, ApplicationFiles.Manifests(name), ImageCatalog.Load());

        var flow = new RequestFlow(survey).Follow(application.Users.RequestsPerSecond, NothingWaits, 5);

        foreach (var edge in flow.Edges.Where(edge => edge.Edge.CallerWorkload is not null && edge != flow.Edges[0] && !edge.Edge.IsDelivery))
        {
            var received = flow.Edges.Where(into => into.Edge.Callee.Name == edge.Edge.Caller).Sum(into => into.Offered * into.Reached);
            edge.Offered.ShouldBe(received * edge.Edge.Share, 1e-9, $"{edge.Edge.Caller} to {edge.Edge.Callee.Name}");
        }

        flow.Edges.ShouldAllBe(edge => Math.Abs(edge.Ok + edge.Failed + edge.Unavailable + edge.TimedOut + edge.NotSent - 1) < 1e-9);
    }

    [Theory]
    [InlineData(0.3, 0, 0, 0, 0.3, 0)] // refused: 503
    [InlineData(0, 0.3, 0, 0, 0, 0.3)] // lost: 504
    [InlineData(0, 0, 0.3, 0.3, 0, 0)] // an error on the way: 500
    [InlineData(0.5, 0.5, 0.5, 0.125, 0.5, 0.25)] // one after the other
    public void What_stands_on_the_way_decides_the_code(double refused, double lost, double failed, double code500, double code503, double code504)
    {
        var flow = Follow(load: 10, new HopConditions { Refused = refused, Lost = lost, Failed = failed });

        flow.Failed.ShouldBe(code500, 1e-9);
        flow.Unavailable.ShouldBe(code503, 1e-9);
        flow.TimedOut.ShouldBe(code504, 1e-9);
    }

    [Theory]
    [InlineData(50, 0)]
    [InlineData(100, 0)]
    [InlineData(200, 0.5)]
    [InlineData(1000, 0.9)]
    public void What_is_above_the_capacity_is_refused(double load, double refused)
    {
        var flow = Follow(load, HopConditions.Clear);

        flow.Unavailable.ShouldBe(refused, 1e-9);
        if (refused > 0)
        {
            flow.Reason.ShouldBe(Broken.Overloaded);
        }
    }

    [Fact]
    public void A_container_that_fills_up_answers_more_slowly() =>
        Follow(90, HopConditions.Clear).Timing.NormalMs.ShouldBe(10 * Follow(0.001, HopConditions.Clear).Timing.NormalMs, tolerance: 0.1);

    [Fact]
    public void An_answer_that_comes_after_the_timeout_is_none()
    {
        var flow = Follow(load: 10, new HopConditions { DelayMs = 20_000 });

        flow.TimedOut.ShouldBeGreaterThan(0.85);
        flow.Reason.ShouldBe(Broken.TooSlow);
        flow.Timing.QuantileMs(0.99).ShouldBeLessThanOrEqualTo(10_100);
    }

    [Fact]
    public void What_no_mesh_sees_is_not_counted_and_happens_all_the_same()
    {
        var flow = Follow(load: 10, new HopConditions { Observed = false });

        flow.Ok.ShouldBe(1);
        flow.Observed.ShouldBe(0);
    }

    [Fact]
    public void Stress_on_the_cpu_leaves_a_limited_container_less_to_serve_with()
    {
        var limited = Container(new ImageProfile { Capacity = 100, CpuMillis = 10, CpuMillisPerRequest = 4 }, cpu: "500m");
        var strained = Container(new ImageProfile { Capacity = 100, CpuMillis = 410, CpuMillisPerRequest = 4 }, cpu: "500m");

        limited.Capacity.ShouldBe(100);
        strained.Capacity.ShouldBe(22.5);
        strained.Throttled(100).ShouldBe(1 - (500 / 810.0), 1e-9);
        strained.CpuMillis(100).ShouldBe(500);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0.5)]
    public void Only_a_call_that_is_needed_fails_its_caller(bool optional, double failed)
    {
        var (first, second) = (new ApplicationService { Name = "first", Port = 80 }, new ApplicationService { Name = "second", Port = 80 });
        var application = ApplicationCatalog.Of([Some(first with { Calls = [new ApplicationCall { Service = "second", Share = 0.5, Optional = optional }] }, second)]).Find("some");
        var container = Container(new ImageProfile { Capacity = 100 });
        var survey = new Survey(application, [container], [
            new Edge(EdgeReading.Users, application.Find("first"), [new Route(1, container, Broken.Not, HopConditions.Clear)]) { Share = 1, TimeoutMs = 10_000 },
            new Edge("first", second, [new Route(1, null, Broken.NoEndpoints, HopConditions.Clear)]) { Share = 0.5, TimeoutMs = 10_000, Needed = !optional, Awaited = true },
        ])
        { UsersFactor = 1 };

        var flow = new RequestFlow(survey).Follow(10, NothingWaits, 5);

        flow.Edges[0].Failed.ShouldBe(failed, 1e-9);
        flow.Edges[1].Unavailable.ShouldBe(1);
    }

    private static EdgeFlow Follow(double load, HopConditions hop)
    {
        var service = new ApplicationService { Name = "first", Port = 80 };
        var container = Container(new ImageProfile { Capacity = 100, LatencyMs = 10 });
        var edge = new Edge(EdgeReading.Users, service, [new Route(1, container, Broken.Not, hop)]) { Share = 1, TimeoutMs = 10_000 };
        return new RequestFlow(new Survey(Some(service), [container], [edge]) { UsersFactor = 1 }).Follow(load, NothingWaits, 5).Edges[0];
    }

    private static Application Some(params IReadOnlyList<ApplicationService> services) => new()
    {
        Name = "some",
        Title = "",
        Namespace = "some",
        Users = new Users { Service = services[0].Name, RequestsPerSecond = 10 },
        Services = services,
    };

    private static Instance Container(ImageProfile profile, string? cpu = null)
    {
        var container = new JsonObject { ["name"] = "app" };
        if (cpu is not null)
        {
            container["resources"] = new JsonObject { ["limits"] = new JsonObject { ["cpu"] = cpu } };
        }

        return new Instance([], container, "first", profile);
    }
}
