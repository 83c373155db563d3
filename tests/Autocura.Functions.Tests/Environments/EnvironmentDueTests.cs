using Autocura.Environments;

namespace Autocura.Functions.Tests.Environments;

public sealed class EnvironmentDueTests
{
    private static readonly EnvironmentOrder Order = new("test", "shop", "trial", "3b1c", 2);
    private static readonly EnvironmentNews News = new(2, IsDeleted: false, "", "");
    private static readonly EnvironmentLook New = new(Order, News);

    [Fact]
    public void A_new_object_is_started() => EnvironmentDue.Of(New, isOpen: false, heard: null).ShouldBe(EnvironmentNeed.Start);

    [Theory]
    [InlineData(EnvironmentPhase.TornDown, 2, EnvironmentNeed.Nothing)]
    [InlineData(EnvironmentPhase.Failed, 2, EnvironmentNeed.Nothing)]
    [InlineData(EnvironmentPhase.TornDown, 1, EnvironmentNeed.Start)]
    [InlineData(EnvironmentPhase.Verifying, 2, EnvironmentNeed.Start)]
    public void An_object_whose_instance_has_ended_is_started_when_something_is_left_to_do(EnvironmentPhase phase, long observed, EnvironmentNeed need) =>
        EnvironmentDue.Of(New with { Phase = phase, Observed = observed }, isOpen: false, heard: News).ShouldBe(need);

    [Fact]
    public void A_deleted_object_that_is_held_is_started_to_be_taken_down()
    {
        var deleted = New with { News = News with { IsDeleted = true }, Phase = EnvironmentPhase.TornDown, Observed = 2 };

        EnvironmentDue.Of(deleted with { HasFinalizer = true }, isOpen: false, heard: null).ShouldBe(EnvironmentNeed.Start);
        EnvironmentDue.Of(deleted, isOpen: false, heard: null).ShouldBe(EnvironmentNeed.Nothing);
    }

    [Fact]
    public void A_running_instance_is_told_once_what_people_did()
    {
        var approved = New with { News = News with { Approve = "ana: good" } };

        EnvironmentDue.Of(approved, isOpen: true, heard: News).ShouldBe(EnvironmentNeed.Tell);
        EnvironmentDue.Of(approved, isOpen: true, heard: approved.News).ShouldBe(EnvironmentNeed.Nothing);
        EnvironmentDue.Of(approved, isOpen: true, heard: null).ShouldBe(EnvironmentNeed.Nothing);
    }
}
