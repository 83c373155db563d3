using Autocura.Diagnosis;
using Autocura.Embedded.Scenarios;
using Autocura.Support.Yardstick;

namespace Autocura.Scenarios.Diagnosis;

/// <summary>The yardstick itself: what counts as right must exist.</summary>
public sealed class AcceptedAnswersTests
{
    private static readonly HashSet<string> Causes = [.. typeof(Cause).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void Every_scenario_names_a_cause_that_can_be_diagnosed() =>
        ScenarioCatalog.Load().All.Select(scenario => scenario.Cause).Except(Causes).ShouldBeEmpty();

    [Fact]
    public void What_is_accepted_beside_a_scenarios_own_answer_is_of_a_scenario_and_a_cause_that_exist()
    {
        AcceptedAnswers.Scenarios.Except(ScenarioCatalog.Load().All.Select(scenario => scenario.Name)).ShouldBeEmpty();
        AcceptedAnswers.Scenarios.SelectMany(AcceptedAnswers.Beside).Select(fault => fault.Cause).Except(Causes).ShouldBeEmpty();
    }

    [Fact]
    public void No_control_has_another_right_answer_than_none() =>
        AcceptedAnswers.Scenarios.Where(name => ScenarioCatalog.Load().Find(name).IsControl).ShouldBeEmpty();
}
