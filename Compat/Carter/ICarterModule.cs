using Microsoft.AspNetCore.Routing;

namespace Carter;

/// <summary>A set of routes. Modules have no constructor arguments; routes take what they need.</summary>
public interface ICarterModule
{
    /// <summary>Adds the routes; called once, at the start of the host.</summary>
    void AddRoutes(IEndpointRouteBuilder app);
}
