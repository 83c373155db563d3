using Autocura.Cluster.Readers;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class LogDigestTests
{
    [Fact]
    public void Lines_of_trouble_are_kept_and_the_rest_is_left_out() =>
        LogDigest.Of("GET /cart 200\n12:00 ERROR dial tcp: connection refused\nGET /cart 200\n", 1000).ShouldBe("12:00 ERROR dial tcp: connection refused");

    [Fact]
    public void The_same_line_again_is_kept_once_and_the_latest_stays_last() =>
        LogDigest.Of("12:01 timeout after 30 ms\n12:02 disk failure\n12:03 timeout after 31 ms", 1000).ShouldBe("12:02 disk failure\n12:03 timeout after 31 ms");

    [Fact]
    public void A_log_without_trouble_is_its_last_lines() => LogDigest.Of("one\ntwo\nthree", 10).ShouldBe("two\nthree");

    [Fact]
    public void Secrets_do_not_pass() => LogDigest.Of("login failed: password=hunter2", 1000).ShouldBe("login failed: password=[redacted]");

    [Fact]
    public void One_endless_line_is_cut() => LogDigest.Of($"error {new string('x', 5000)}", 1000).Length.ShouldBe(1000);

    [Fact]
    public void An_empty_log_says_nothing() => LogDigest.Of("", 1000).ShouldBe("");
}
