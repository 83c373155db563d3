namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function: who it is, what was bound, and the services that live as long as it does.</summary>
public abstract class FunctionContext
{
    public abstract string InvocationId { get; }

    public abstract BindingContext BindingContext { get; }

    public abstract IServiceProvider InstanceServices { get; set; }

    public abstract FunctionDefinition FunctionDefinition { get; }

    public abstract IDictionary<object, object> Items { get; set; }

    public virtual CancellationToken CancellationToken { get; }
}

/// <summary>The raw values that came with the trigger, by name.</summary>
public abstract class BindingContext
{
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

/// <summary>What is known of a function before it is invoked.</summary>
public abstract class FunctionDefinition
{
    public abstract string Name { get; }
}
