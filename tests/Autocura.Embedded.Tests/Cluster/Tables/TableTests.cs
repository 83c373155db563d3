using Autocura.Embedded.Cluster.Tables;

namespace Autocura.Embedded.Tests.Cluster.Tables;

public sealed class TableTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(335, "5m35s")]
    [InlineData(3600, "60m")]
    [InlineData(10800, "3h")]
    [InlineData(13500, "3h45m")]
    [InlineData(86400, "24h")]
    [InlineData(180000, "2d2h")]
    [InlineData(864000, "10d")]
    [InlineData(94608000, "3y")]
    public void Ages_are_printed_as_kubectl_users_know_them(int seconds, string printed) => HumanDuration.Format(TimeSpan.FromSeconds(seconds)).ShouldBe(printed);

    [Theory]
    [InlineData("""{"phase":"Pending"}""", "Pending")]
    [InlineData("""{"phase":"Failed","reason":"Evicted"}""", "Evicted")]
    [InlineData("""{"phase":"Running","containerStatuses":[{"ready":true,"state":{"running":{}}}]}""", "Running")]
    [InlineData("""{"phase":"Running","containerStatuses":[{"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}""", "CrashLoopBackOff")]
    [InlineData("""{"phase":"Running","containerStatuses":[{"state":{"terminated":{"reason":"OOMKilled","exitCode":137}}}]}""", "OOMKilled")]
    [InlineData("""{"phase":"Running","containerStatuses":[{"state":{"terminated":{"exitCode":2}}}]}""", "ExitCode:2")]
    [InlineData("""{"phase":"Pending","initContainerStatuses":[{"state":{"waiting":{"reason":"PodInitializing"}}}]}""", "Init:0/0")]
    [InlineData("""{"phase":"Pending","initContainerStatuses":[{"state":{"terminated":{"reason":"Error","exitCode":1}}}]}""", "Init:Error")]
    public void The_status_word_of_a_pod_tells_the_most_urgent_thing(string status, string word) =>
        PodColumns.Reason(TemporaryStore.Parse("""{"kind":"Pod","metadata":{"name":"p"},"spec":{},"status":""" + status + "}")).ShouldBe(word);

    [Theory]
    [InlineData(".spec.size", "3")]
    [InlineData(".status.conditions[?(@.type==\"Ready\")].status", "True")]
    [InlineData(".status.conditions[*].type", "Synced,Ready")]
    [InlineData(".status.conditions[-1].type", "Ready")]
    [InlineData(".spec['size']", "3")]
    [InlineData(".metadata.annotations.example\\.com/note", "")]
    [InlineData(".nothing.here", "")]
    public void Column_paths_lead_to_their_values(string path, string found)
    {
        var obj = TemporaryStore.Parse("""{"spec":{"size":3},"status":{"conditions":[{"type":"Synced","status":"False"},{"type":"Ready","status":"True"}]}}""");
        string.Join(',', JsonPathLookup.Find(obj, path).Select(value => value.ToString())).ShouldBe(found);
    }
}
