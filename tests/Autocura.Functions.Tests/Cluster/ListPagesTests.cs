using System.Net;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Functions.Tests.Cluster;

public sealed class ListPagesTests
{
    private static readonly ListQuery All = new("shop", "app=cart");
    private readonly List<string> asked = [];

    [Fact]
    public async Task A_list_is_read_page_by_page_and_its_items_say_what_they_are()
    {
        var list = await Pages(Page("2", "a", "b"), Page("", "c")).ListAsync(Kinds.Pod, All, CancellationToken.None);
        Names(list).ShouldBe(["a", "b", "c"]);
        list.IsCut.ShouldBeFalse();
        list.ShouldAllBe(pod => pod["kind"]!.GetValue<string>() == "Pod" && pod["apiVersion"]!.GetValue<string>() == "v1");
        asked.ShouldBe(["api/v1/namespaces/shop/pods?limit=500&labelSelector=app%3Dcart", "api/v1/namespaces/shop/pods?limit=500&labelSelector=app%3Dcart&continue=2"]);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(5, false)]
    public async Task A_list_says_whether_it_was_cut(int limit, bool isCut)
    {
        var list = await Pages(Page("2", "a", "b"), Page("", "c", "d")).ListAsync(Kinds.Pod, All with { Limit = limit }, CancellationToken.None);
        list.IsCut.ShouldBe(isCut);
        list.Count.ShouldBe(Math.Min(limit, 4));
    }

    [Fact]
    public async Task A_list_that_grew_old_is_begun_anew_once()
    {
        var list = await Pages(Page("2", "gone", "b"), Expired, Page("3", "b", "c"), Page("", "d")).ListAsync(Kinds.Pod, All, CancellationToken.None);
        Names(list).ShouldBe(["b", "c", "d"]);
        (await Should.ThrowAsync<ClusterException>(() => Pages(Page("2", "a"), Expired, Page("3", "a"), Expired).ListAsync(Kinds.Pod, All, CancellationToken.None)))
            .Message.ShouldBe("The list of pods grew old twice before it was whole.");
    }

    [Fact]
    public async Task What_a_stream_has_handed_out_is_not_handed_out_again_when_it_is_begun_anew()
    {
        var stream = Pages(Page("2", "a", "b"), Expired, Page("3", "b", "c"), Page("", "d")).StreamAsync(Kinds.Pod, All, CancellationToken.None);
        Names(await stream.ToListAsync()).ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public async Task A_stream_reads_no_page_that_nobody_wants()
    {
        var stream = Pages(Page("2", "a", "b"), Expired).StreamAsync(Kinds.Pod, All, CancellationToken.None);
        Names([await stream.FirstAsync()]).ShouldBe(["a"]);
        asked.Count.ShouldBe(1);
    }

    private static Func<JsonObject> Expired => () => throw new ClusterException("The provided continue parameter is too old.", "Expired", HttpStatusCode.Gone);

    private static Func<JsonObject> Page(string next, params string[] names) => () => new JsonObject
    {
        ["metadata"] = new JsonObject { ["continue"] = next },
        ["items"] = new JsonArray([.. names.Select(name => new JsonObject { ["metadata"] = new JsonObject { ["namespace"] = "shop", ["name"] = name } })]),
    };

    private static IEnumerable<string> Names(IEnumerable<JsonObject> items) => items.Select(item => item["metadata"]!["name"]!.GetValue<string>());

    private ListPages Pages(params Func<JsonObject>[] answers)
    {
        var left = new Queue<Func<JsonObject>>(answers);
        return new ListPages(
            (path, _) =>
            {
                asked.Add(path);
                try
                {
                    return Task.FromResult(left.Dequeue()());
                }
                catch (ClusterException refused)
                {
                    return Task.FromException<JsonObject>(refused);
                }
            },
            new ClusterWire(TimeProvider.System, () => 0, NullLogger.Instance));
    }
}
