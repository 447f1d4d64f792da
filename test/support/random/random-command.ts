import type { Recipe, Recipes } from './glimpse.js';
import { accountRecipes } from './account-recipes.js';
import type { Dice } from './dice.js';
import type { Glimpse, RandomCommand } from './glimpse.js';
import { recommendationRecipes } from './recommendation-recipes.js';
import { workRecipes } from './work-recipes.js';

const recipes: Recipes = { ...accountRecipes, ...recommendationRecipes, ...workRecipes };
const drawn: Recipe[] = Object.values(recipes).flatMap((recipe) =>
  Array.from({ length: recipe.weight * 2 }, () => recipe),
);

/** The names of the commands that the generator makes. */
export const randomCommandNames = Object.keys(recipes);

/** A command that somebody might send about what there is. */
export function randomCommand(dice: Dice, glimpse: Glimpse): RandomCommand {
  for (;;) {
    const command = dice.one(drawn).make(dice, glimpse);
    if (command) return command;
  }
}
