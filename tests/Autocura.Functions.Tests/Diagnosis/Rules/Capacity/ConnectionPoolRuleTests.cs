using Autocura.Diagnosis;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Capacity;

public sealed class ConnectionPoolRuleTests
{
    [Theory]
    [InlineData("FATAL: remaining connection slots are reserved for non-replication superuser connections")]
    [InlineData("FATAL: sorry, too many clients already")]
    [InlineData("ERROR 1040 (HY000): Too many connections")]
    [InlineData("-ERR max number of clients reached")]
    public void A_server_that_refuses_more_connections_says_so(string log)
    {
        var diagnosis = Strained.Failing(log).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.ConnectionPoolExhausted);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Headline.ShouldStartWith("The server that cart speaks to, or is, has no connection left");
        diagnosis.Top.Remedies.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Timeout expired. The timeout period elapsed prior to obtaining a connection from the pool.")]
    [InlineData("HikariPool-1 - Connection is not available, request timed out after 30000ms.")]
    [InlineData("QueuePool limit of size 5 overflow 10 reached, connection timed out")]
    [InlineData("redis: connection pool timeout")]
    public void A_client_whose_own_pool_is_empty_says_so(string log)
    {
        var diagnosis = Strained.Failing(log).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.ConnectionPoolExhausted);
        diagnosis.Top.Headline.ShouldStartWith("cart has used up its own pool of connections");
        diagnosis.Top.Remedies.InShort().ShouldBe(["RestartWorkload"]);
    }

    [Fact]
    public void A_pool_runs_empty_where_what_is_behind_it_hangs()
    {
        var alone = Strained.Failing("connection pool exhausted");
        var hanging = alone with { Neighbours = [Strained.Dependency("1 of 3 pods ready")] };

        hanging.Diagnose().ProbabilityOf(Cause.ConnectionPoolExhausted).ShouldBeLessThan(0.5);
        alone.Diagnose().ProbabilityOf(Cause.ConnectionPoolExhausted).ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void A_release_that_changed_the_size_of_the_pool_is_taken_back()
    {
        var broken = Strained.Failing("connection pool exhausted");
        var released = broken with
        {
            Releases = [broken.Releases[0] with { CreatedAt = Some.Noon - TimeSpan.FromMinutes(6), Changes = [ReleaseChange.Line(ReleaseChange.Environment, "app", "~DB_POOL_SIZE")] }, broken.Releases[1]],
        };

        released.Diagnose().Top.Cause.ShouldBe(Cause.ConnectionPoolExhausted);
        released.Diagnose().Top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=1");
    }

    [Fact]
    public void A_log_that_speaks_of_other_things_says_nothing() => Strained.Failing("connection established, pool ready").Diagnose().Of(Cause.ConnectionPoolExhausted).ShouldBeNull();
}
