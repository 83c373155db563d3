using Autocura.Signals;
using Autocura.Signals.Detectors;
using Autocura.Signals.Looks;

namespace Autocura.Functions.Tests.Signals.Detectors;

public sealed class DriftFightDetectorTests
{
    private readonly ISweepDetector detector = new DriftFightDetector();

    private static SweepScene Written(params (string Manager, string Field)[] writes) => SomeScene.Well() with
    {
        Writers = new Dictionary<Subject, WriterTrail>
        {
            [SomeScene.Cart] = new WriterTrail(SomeScene.Cart, [.. writes.Select((write, place) => new WriterLook(write.Manager, SomeScene.Ago(minutes: writes.Length - place), [write.Field, $"only-{write.Manager}"]))]),
        },
    };

    [Fact]
    public void Two_writers_that_take_a_field_from_one_another_in_turn_are_told() =>
        detector.ShouldFind(Written(("argocd", "replicas"), ("kubectl-edit", "replicas"), ("argocd", "replicas"), ("kubectl-edit", "replicas")))
            .Detail.ShouldBe("argocd and kubectl-edit have changed the same fields in turn, 3 times");

    [Fact]
    public void Two_writers_of_different_fields_do_not_fight() =>
        detector.ShouldBeSilent(Written(("argocd", "image"), ("keda", "replicas"), ("argocd", "image"), ("keda", "replicas")));

    [Fact]
    public void One_writer_alone_or_one_change_back_is_no_fight()
    {
        detector.ShouldBeSilent(Written(("argocd", "replicas"), ("argocd", "replicas"), ("argocd", "replicas"), ("argocd", "replicas")));
        detector.ShouldBeSilent(Written(("argocd", "replicas"), ("kubectl-edit", "replicas"), ("argocd", "replicas")));
    }
}
