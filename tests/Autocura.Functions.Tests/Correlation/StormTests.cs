using Autocura.Incidents;
using FsCheck;
using FsCheck.Fluent;

namespace Autocura.Functions.Tests.Correlation;

/// <summary>What holds whatever the relations and whatever the order of steps.</summary>
public sealed class StormTests
{
    [Fact]
    public void Two_of_one_trouble_never_act_at_once() => Check((model, withDeaths) =>
    {
        model.Run(withDeaths);
        model.Broken.ShouldBeEmpty();
    });

    [Fact]
    public void Nobody_waits_for_ever() => Check((model, withDeaths) => model.Run(withDeaths).ShouldBeTrue(
        string.Join('\n', model.Actors.Where(actor => !actor.IsOver).Select(actor => $"{actor.Name} {actor.Shown?.Kinship.Role} -> {actor.Shown?.Kinship.Parent?.Workload.Name}"))));

    [Fact]
    public void Whoever_has_nobody_left_to_act_for_it_acts_itself_or_recovers() => Check((model, _) =>
    {
        model.Run(withDeaths: false);
        model.Actors.ShouldContain(actor => actor.HasActed);
    });

    [Fact]
    public void In_a_group_that_shares_one_object_one_acts_when_it_heals() => Prop.ForAll(Seeds, seed =>
    {
        var model = new StormModel(seed, oneCause: true);
        model.Run(withDeaths: false).ShouldBeTrue();
        model.Actors.Count(actor => actor.HasActed).ShouldBe(1);
    }).Check(Runs);

    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20300115, 77);

    private static void Check(Action<StormModel, bool> property) =>
        Prop.ForAll(Seeds, seed => property(new StormModel(seed), seed % 2 == 0)).Check(Runs);
}
