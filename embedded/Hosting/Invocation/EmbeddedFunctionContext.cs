using Microsoft.Azure.Functions.Worker;

namespace Autocura.Embedded.Hosting.Invocation;

/// <summary>The context of one invocation in this process.</summary>
internal sealed class EmbeddedFunctionContext(FunctionBody body, Invocation invocation, IServiceProvider services, CancellationToken cancellationToken)
    : FunctionContext
{
    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override BindingContext BindingContext { get; } = new RawValues(invocation.BindingData);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition { get; } = new Definition(body.Function.Name);

    public override IDictionary<object, object> Items { get; set; } =
        invocation.Http is null ? new Dictionary<object, object>() : new Dictionary<object, object> { [FunctionContextExtensions.HttpContextKey] = invocation.Http };

    public override CancellationToken CancellationToken { get; } = cancellationToken;

    public FunctionBody Body { get; } = body;

    public Invocation Invocation { get; } = invocation;

    public object? Result { get; set; }

    private sealed class RawValues(IReadOnlyDictionary<string, object?> values) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => values;
    }

    private sealed class Definition(string name) : FunctionDefinition
    {
        public override string Name => name;
    }
}
