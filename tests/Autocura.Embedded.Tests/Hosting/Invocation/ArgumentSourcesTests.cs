using Autocura.Embedded.Hosting.Invocation;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Embedded.Tests.Hosting.Invocation;

public sealed class ArgumentSourcesTests
{
    [Fact]
    public void The_trigger_is_known_by_its_place_whatever_object_reflection_describes_it_with()
    {
        var method = typeof(Activity).GetMethod(nameof(Activity.Run))!;
        var trigger = typeof(Inherited).GetMethod(nameof(Activity.Run))!.GetParameters()[0];
        trigger.ShouldNotBeSameAs(method.GetParameters()[0]);
        var errors = new List<string>();

        ArgumentSources.For(new FunctionDescriptor("Run", method, trigger, new ActivityTriggerAttribute()), method.GetParameters()[0], errors);

        errors.ShouldBeEmpty();
    }

    public class Activity
    {
        public string Run([ActivityTrigger] string input) => input;
    }

    public sealed class Inherited : Activity;
}
