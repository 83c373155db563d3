using Autocura.Functions.Tests.Cluster.Readers;
using Autocura.KnownGood.Health;
using Autocura.KnownGood.Records;

namespace Autocura.Functions.Tests.KnownGood.Health;

public sealed class NamespaceFactsTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void A_service_that_led_somewhere_and_does_not_any_more_is_a_problem()
    {
        var facts = Facts();

        var verdict = facts.Judge(Before(minutesAgo: 1), Noon, Hour);

        verdict.IsHealthy.ShouldBe(false);
        verdict.Reason.ShouldContain("Service cart had endpoints and has none");
    }

    [Fact]
    public void After_an_hour_it_is_taken_to_be_meant() => Facts().Judge(Before(minutesAgo: 61), Noon, Hour).IsHealthy.ShouldBe(true);

    [Fact]
    public void Of_a_workload_that_rests_it_is_no_problem()
    {
        var facts = Facts();
        facts.AddWorkload(Json.Object("""{"spec":{"template":{"metadata":{"labels":{"app":"cart","x":"y"}}}}}"""), problem: null, isIdle: true);

        facts.Judge(Before(minutesAgo: 1), Noon, Hour).IsHealthy.ShouldBe(true);
    }

    private static NamespaceFacts Facts()
    {
        var facts = new NamespaceFacts("shop");
        facts.AddService(Json.Object("""{"metadata":{"name":"cart"},"spec":{"selector":{"app":"cart"}}}"""));
        return facts;
    }

    private static NamespaceRecord Before(int minutesAgo) => new() { LastHealthyAt = Noon.AddMinutes(-minutesAgo), Serving = ["cart"] };
}
