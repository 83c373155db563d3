using Autocura.Diagnosis;
using Autocura.Planning;
using Autocura.Planning.GitOps;
using Autocura.Support;

namespace Autocura.Functions.Tests.Planning.GitOps;

public sealed class WrittenFieldsTests
{
    [Fact]
    public void They_are_those_that_steps_wrote_on_that_object_and_that_stand()
    {
        var image = Receipt("""[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"a"},{"op":"add","path":"/spec/replicas","value":2},{"op":"add","path":"/metadata/annotations/x","value":"y"}]""");

        WrittenFields.Of([image], Some.Cart.Target()).ShouldBe(["spec.template", "spec.replicas"]);
        WrittenFields.Of([image with { Result = ReceiptResult.Reverted }], Some.Cart.Target()).ShouldBeEmpty();
        WrittenFields.Of([image with { Target = Some.Cart.Target() with { Name = "catalog" } }], Some.Cart.Target()).ShouldBeEmpty();
        WrittenFields.Of([Receipt("")], Some.Cart.Target()).ShouldBeEmpty();
    }

    private static ActionReceipt Receipt(string inverse) => new() { Key = "k", Action = ActionNames.RollBackRelease, Target = Some.Cart.Target(), Result = ReceiptResult.Applied, Reason = "", Inverse = inverse };
}
