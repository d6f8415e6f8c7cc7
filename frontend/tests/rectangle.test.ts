import { describe, expect, it } from "vitest";
import { inView, rectangleOf, shape, withRectangle } from "../src/map/rectangle";
import { page } from "./page";

describe("rectangles of the query", () => {
  it("lies between two corners, whichever they are", () => {
    expect(rectangleOf({ lng: 33.5, lat: 46.2 }, { lng: 32.1, lat: 47.123456 })).toEqual([32.1, 46.2, 33.5, 47.1235]);
    expect(rectangleOf({ lng: -190, lat: -95 }, { lng: 0, lat: 0 })).toEqual([-180, -90, 0, 0]);
  });

  it("joins the rest of the query and begins its pages anew", () => {
    const address = withRectangle("http://a/map?stance=deny&after=9&within=1,2,3,4#map&view=control", [5, 6, 7, 8]);
    expect(address).toBe("http://a/map?stance=deny&within=5%2C6%2C7%2C8");
  });

  it("holds places that have a point, and claims", () => {
    const { places } = page();
    expect([...inView(places, [32, 46, 33, 47])]).toEqual([0, 1]);
    expect([...inView(places, [33, 46, 34, 47])]).toEqual([]);
    const wide = places.map((place) => ({ ...place, precision: 6 }));
    expect([...inView(wide, [32, 46, 33, 47])]).toEqual([]);
  });

  it("is drawn as a closed ring, or not at all", () => {
    expect(shape(null).features).toEqual([]);
    expect(shape([1, 2, 3, 4]).features[0]?.geometry).toEqual({
      type: "Polygon", coordinates: [[[1, 2], [3, 2], [3, 4], [1, 4], [1, 2]]],
    });
  });
});
