using System.Collections.Frozen;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Autocura.Embedded.Hosting.Invocation;

/// <summary>The app's functions, prepared, behind the app's middleware.</summary>
internal sealed class FunctionPipeline(IEnumerable<FunctionBody> bodies, FunctionsApplicationBuilder app)
{
    private readonly FrozenDictionary<FunctionDescriptor, FunctionBody> bodies = bodies.ToFrozenDictionary(b => b.Function);
    private readonly FunctionExecutionDelegate pipeline = app.Pipeline(RunBodyAsync);

    public FunctionBody BodyOf(FunctionDescriptor function) => this.bodies[function];

    public Task RunAsync(EmbeddedFunctionContext context) => pipeline(context);

    private static async Task RunBodyAsync(FunctionContext context)
    {
        var own = (EmbeddedFunctionContext)context;
        own.Result = await own.Body.RunAsync(own);
    }
}
