using System.Text.Json.Nodes;
using Autocura.Embedded.Metrics;

namespace Autocura.Embedded.Tests.Metrics;

public sealed class ExporterMemoryTests
{
    private readonly List<string> written = [];
    private ExporterMemory? last;

    [Fact]
    public void What_is_said_of_an_object_is_worked_out_again_only_when_it_was_replaced()
    {
        var (kept, old, @new) = (Named("kept"), Named("changed"), Named("changed"));

        Read(kept, old).ShouldBe(["kept", "changed"]);
        Read(kept, @new).ShouldBe(["kept", "changed"]);

        written.ShouldBe(["kept", "changed", "changed"]);
    }

    [Fact]
    public void What_is_gone_is_forgotten()
    {
        var pod = Named("pod");

        Read(pod);
        Read().ShouldBeEmpty();
        Read(pod);

        written.ShouldBe(["pod", "pod"]);
    }

    private IEnumerable<string> Read(params JsonObject[] objects)
    {
        var memory = new ExporterMemory(last);
        var families = new ExporterFamilies(memory);
        families.Each(objects, Write);
        last = memory.Ended();
        return families.ToList().SelectMany(family => family.Samples).Select(sample => sample.Labels[0].Value);
    }

    private void Write(ExporterFamilies families, JsonObject obj)
    {
        var name = obj["name"]!.GetValue<string>();
        written.Add(name);
        families.Gauge("it_is_there", "That it is there.", 1, ("name", name));
    }

    private static JsonObject Named(string name) => new() { ["name"] = name };
}
