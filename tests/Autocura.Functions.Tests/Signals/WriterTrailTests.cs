using Autocura.Signals;
using Autocura.Signals.Looks;
using Autocura.Support;

namespace Autocura.Functions.Tests.Signals;

public sealed class WriterTrailTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    [Fact]
    public void The_same_write_seen_again_is_one_write()
    {
        var trail = new WriterTrail(SomeScene.Cart, []).With(Write("argocd", 0), Some.Noon, Window).With(Write("argocd", 0), Some.Noon.AddSeconds(30), Window);
        trail.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public void It_is_bounded_and_forgets_what_is_old()
    {
        var trail = Enumerable.Range(0, 20).Aggregate(new WriterTrail(SomeScene.Cart, []), (trail, minute) => trail.With(Write($"m{minute % 2}", minute), Some.Noon.AddMinutes(minute), Window));
        trail.Writes.Count.ShouldBe(6);
        trail.With(Write("m0", 19), Some.Noon.AddMinutes(60), Window).Writes.ShouldBeEmpty();
    }

    private static WriterLook Write(string manager, int minute) => new(manager, Some.Noon.AddMinutes(minute), ["replicas"]);
}
