using Microsoft.AspNetCore.Builder;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>The entry point of a Functions app.</summary>
public class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(WebApplication.CreateBuilder(args));
}
