// What nearly every module uses; the rest stands in each file.
global using Carter;
global using Microsoft.AspNetCore.Builder;
global using Microsoft.AspNetCore.Http;
global using Microsoft.AspNetCore.Http.HttpResults;
global using Microsoft.AspNetCore.Routing;
global using Orleans;
global using SunGov.Api.Shared;
global using SunGov.GrainInterfaces.Shared;
